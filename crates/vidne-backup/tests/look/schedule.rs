//! The schedule: what is read in which look, and that nothing waits for ever.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vidne_backup::{Held, Known, budget_for, plan, sample};
use vidne_read::lines::PartWord;

fn held(name: &str, bytes: u64, last_read: Option<i64>) -> Held {
    Held {
        name: name.into(),
        bytes,
        modified: None,
        part: PartWord::Data,
        known: if last_read.is_some() { Known::Same } else { Known::New },
        is_added: last_read.is_none(),
        last_read,
        is_suspect: false,
        is_pending: false,
        owed: None,
    }
}

fn planned(files: &[Held], budget: u64) -> Vec<&str> {
    plan(files, Some(budget), &|_| true).into_iter().map(|index| &*files[index].name).collect()
}

#[test]
fn what_is_new_comes_first_then_what_was_read_longest_ago() {
    let files = [held("a", 10, Some(3)), held("b", 10, Some(1)), held("c", 10, None), held("d", 10, Some(2))];
    assert_eq!(planned(&files, 30), ["c", "b", "d"]);
}

#[test]
fn a_large_file_whose_turn_it_is_is_not_passed_over_for_a_small_one() {
    let files = [held("large", 100, Some(1)), held("next", 60, Some(2)), held("small", 1, Some(3))];
    assert_eq!(planned(&files, 120), ["large"]);
    assert_eq!(planned(&files, 50), ["large"], "what never fits is read alone");
}

#[test]
fn what_was_found_broken_is_read_whatever_the_budget() {
    let files = [held("a", 10, None), Held { is_suspect: true, ..held("b", 1000, Some(1)) }];
    assert_eq!(planned(&files, 5)[0], "b");
}

#[test]
fn a_sample_is_uniform_and_repeatable() {
    let names: Vec<String> = (0..200).map(|number| format!("{number:03}")).collect();
    let draw = |seed: u8| {
        sample(names.iter().map(String::as_str), 20, &[seed; 32]).into_iter().collect::<BTreeSet<_>>()
    };
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
    let mut drawn: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..=255 {
        for name in draw(seed) {
            *drawn.entry(name).or_default() += 1;
        }
    }
    // 25.6 are expected of each; all 200 within 5 standard deviations of that.
    assert!(drawn.len() == 200 && drawn.values().all(|times| (1..=50).contains(times)), "{drawn:?}");
}

proptest! {
    #[test]
    fn every_byte_is_read_again_in_time_though_runs_are_missed(
        sizes in prop::collection::vec(1_u64..2000, 1..120),
        misses in prop::collection::vec(any::<u16>(), 300),
        days in 4_u32..30,
        runs_per_day in 1_u32..4,
    ) {
        let missed_share = 0.3;
        let bytes = sizes.iter().sum();
        let largest = *sizes.iter().max().unwrap();
        let Some(budget) = budget_for(bytes, largest, days, runs_per_day, missed_share) else { return Ok(()) };
        let window = usize::try_from(days * runs_per_day).unwrap();
        let allowed = (0..=days * runs_per_day).filter(|missed| f64::from(*missed) / f64::from(days * runs_per_day) <= missed_share).count() - 1;
        let mut files: Vec<Held> = sizes.iter().enumerate().map(|(number, bytes)| held(&format!("{number}"), *bytes, None)).collect();
        let mut missed: Vec<usize> = Vec::new();
        for (run, miss) in misses.iter().enumerate() {
            missed.retain(|at| run - at < window);
            if miss % 2 == 0 && missed.len() < allowed {
                missed.push(run);
                continue;
            }
            let taken = plan(&files, Some(budget), &|_| true);
            prop_assert!(taken.iter().map(|index| files[*index].bytes).sum::<u64>() <= budget);
            for index in taken {
                files[index].last_read = Some(i64::try_from(run).unwrap());
                files[index].known = Known::Same;
            }
            if run >= window {
                let oldest = files.iter().map(|file| file.last_read.unwrap_or(-1)).min().unwrap();
                prop_assert!(run - usize::try_from(oldest).unwrap() <= window, "read {oldest}, now {run}, window {window}");
            }
        }
    }
}
