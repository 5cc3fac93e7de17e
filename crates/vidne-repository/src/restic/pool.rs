//! Work spread over threads, the answers in the order of the questions.
//!
//! It never starts a thread for one question, and never keeps one.

use std::{
    num::NonZeroUsize,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Asks `answer` about each item; each thread makes itself one `room` and uses it again for every item.
pub(super) fn each<T: Sync, S, R: Send>(
    workers: NonZeroUsize,
    items: &[T],
    room: impl Fn() -> S + Sync,
    answer: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let threads = workers.get().min(items.len());
    if threads < 2 {
        let mut room = room();
        return items.iter().map(|item| answer(&mut room, item)).collect();
    }
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let work = || {
        let mut room = room();
        while let Some((place, item)) = take(&next, items) {
            let given = answer(&mut room, item);
            answers.lock().unwrap_or_else(PoisonError::into_inner).push((place, given));
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_unstable_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, given)| given).collect()
}

fn take<'i, T>(next: &AtomicUsize, items: &'i [T]) -> Option<(usize, &'i T)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    items.get(place).map(|item| (place, item))
}
