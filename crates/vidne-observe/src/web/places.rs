//! Places of work: how many pages are loaded at once, and how many may be open meanwhile.
//!
//! A page that only waits to be found quiet needs no work, so the next one may begin. There are never more open pages than the
//! bound, since each of them costs memory, and no place that was given up is taken again.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use tokio::sync::Notify;

/// Who works, and who is open.
pub(super) struct Places {
    at_once: usize,
    working: AtomicUsize,
    open: AtomicUsize,
    changed: Notify,
}

/// A place of work, given back at the latest when this is dropped.
pub(super) struct Place {
    places: Arc<Places>,
    rests: AtomicBool,
}

impl Places {
    /// So many are worked on at once.
    pub(super) fn new(at_once: usize) -> Arc<Self> {
        Arc::new(Self {
            at_once: at_once.max(1),
            working: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            changed: Notify::new(),
        })
    }

    /// Whether one more page may be opened and worked on. Half as many again may rest.
    pub(super) fn have_room(&self) -> bool {
        self.working.load(Ordering::Relaxed) < self.at_once
            && self.open.load(Ordering::Relaxed) < self.at_once + self.at_once / 2
    }

    /// A place, for which there must be room.
    pub(super) fn take(self: &Arc<Self>) -> Place {
        self.working.fetch_add(1, Ordering::Relaxed);
        self.open.fetch_add(1, Ordering::Relaxed);
        Place { places: Arc::clone(self), rests: AtomicBool::new(false) }
    }

    /// Waits until somebody has given up a place since this was last waited for.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }
}

impl Place {
    /// From now on there is nothing but waiting.
    pub(super) fn rest(&self) {
        if !self.rests.swap(true, Ordering::Relaxed) {
            self.places.working.fetch_sub(1, Ordering::Relaxed);
            self.places.changed.notify_one();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.rest();
        self.places.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn who_rests_makes_room_for_who_works_until_too_many_are_open() {
        let places = Places::new(2);
        let (first, second) = (places.take(), places.take());
        assert!(!places.have_room(), "two work");
        first.rest();
        first.rest();
        assert!(places.have_room(), "one of two rests");
        let third = places.take();
        second.rest();
        assert!(!places.have_room(), "three are open");
        drop(first);
        assert!(places.have_room(), "one of them is closed");
        drop((second, third));
        assert!(places.have_room(), "nobody is left");
    }

    #[test]
    fn one_at_a_time_stays_one_at_a_time() {
        let places = Places::new(1);
        let first = places.take();
        first.rest();
        assert!(!places.have_room());
        drop(first);
        assert!(places.have_room());
    }
}
