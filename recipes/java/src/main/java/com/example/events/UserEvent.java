package com.example.events;

/** userId is null where nobody is logged in. */
public record UserEvent(String userId, String country) {}
