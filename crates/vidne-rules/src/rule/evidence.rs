//! Rules about the evidence itself: whether it is fresh, and whether all of it could be read.

area!(stale_observation, exhibit_unreadable);
