package com.example.events;

/** userId is null if nobody is logged in. */
public record UserEvent(String userId, String country) {}
