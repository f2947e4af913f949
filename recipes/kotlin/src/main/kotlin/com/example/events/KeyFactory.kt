package com.example.events

/** userId is null if nobody is logged in. */
data class UserEvent(val userId: String?, val country: String)

/** The key of every record of the topic user-events. The producer calls it, and so does the test. */
fun keyFor(event: UserEvent): String? = event.userId
