//! The history of checkpoints beside the tree as it is rebuilt: at each size that was ever signed, the root must be the signed one.
//!
//! It never trusts a line that the log's key has not signed.

use std::{io, ops::Range};

use tlog_tiles::Hash;

use crate::{
    checkpoint::{Checkpoint, TreeHead},
    files::Files,
    history::{Line, LineEnd, lines, parse_line},
    key::VerifierKey,
    report::{Problem, ProblemKind, Report},
    verify::{Activity, head::HISTORY},
};

pub(super) struct Past<'a> {
    lines: Box<dyn Iterator<Item = io::Result<Line>> + 'a>,
    key: &'a VerifierKey,
    activity: Activity,
    next: Option<(u64, Checkpoint)>,
    newest: Option<u64>,
    /// The largest size at which the rebuilt root is the signed one.
    right: u64,
    /// The smallest at which it is not.
    wrong: Option<u64>,
}

impl<'a> Past<'a> {
    /// Opens the history; without a key none of its lines can be judged.
    pub(super) fn open(
        files: &'a dyn Files,
        key: Option<&'a VerifierKey>,
        activity: Activity,
        report: &mut Report,
    ) -> Option<Self> {
        let key = key?;
        let file = match files.open(HISTORY) {
            Ok(Some(file)) => file,
            Ok(None) => {
                let reason = "the file of checkpoints is missing";
                report.problem(Problem::new(ProblemKind::HistoryIncomplete, HISTORY, reason));
                return None;
            }
            Err(error) => {
                report.unreadable(HISTORY, &error);
                return None;
            }
        };
        let lines = Box::new(lines(file));
        let mut past = Self { lines, key, activity, next: None, newest: None, right: 0, wrong: None };
        past.advance(report);
        Some(past)
    }

    /// The next size at which a root is wanted.
    pub(super) fn next_size(&self) -> Option<u64> {
        self.next.as_ref().map(|(_, checkpoint)| checkpoint.size())
    }

    /// Compares the rebuilt root at `size` with the one that was signed for it. `root` is nothing where leaves are lost.
    pub(super) fn compare(&mut self, size: u64, root: Option<Hash>, report: &mut Report) {
        while let Some((offset, signed)) = self.next.take_if(|(_, signed)| signed.size() <= size) {
            if root == Some(signed.root()) {
                self.right = size;
            } else if root.is_some() && self.wrong.is_none() {
                self.wrong = Some(size);
                let reason = format!(
                    "a checkpoint was signed over the first {size} leaves, and now they hash to another root: leaves were \
                     changed, removed or swapped and the tiles rewritten"
                );
                let problem = Problem::new(ProblemKind::Rewritten, HISTORY, reason).byte(offset);
                report.problem(problem.leaves(self.right..size));
            }
            self.advance(report);
        }
    }

    /// Where a change lies that only the signed root betrays.
    pub(super) fn suspects(&self, size: u64) -> Range<u64> {
        self.right..self.wrong.unwrap_or(size)
    }

    /// Reads what is left and compares the newest line with the checkpoint in place.
    pub(super) fn finish(mut self, head: TreeHead, report: &mut Report) {
        while self.next.is_some() {
            self.advance(report);
        }
        let newest = self.newest.unwrap_or(0);
        if newest > head.size && self.activity == Activity::AtRest {
            let reason = format!(
                "a checkpoint over {newest} leaves was signed later than the one in place, which counts {}: an older one \
                 was put back, or an append was interrupted (opening the log for writing completes that)",
                head.size
            );
            let problem = Problem::new(ProblemKind::OlderCheckpoint, super::head::CHECKPOINT, reason);
            report.problem(problem.leaves(head.size..newest));
        }
        if newest < head.size || self.newest.is_none() {
            let reason = format!(
                "its last line counts {newest} leaves and the checkpoint {}: lines were removed",
                head.size
            );
            report.problem(Problem::new(ProblemKind::HistoryIncomplete, HISTORY, reason));
        }
    }

    fn advance(&mut self, report: &mut Report) {
        self.next = None;
        while let Some(line) = self.lines.next() {
            let line = match line {
                Ok(line) => line,
                Err(error) => return report.unreadable(HISTORY, &error),
            };
            if line.end == LineEnd::BrokenOff && self.activity == Activity::Appending {
                continue;
            }
            match self.read(&line) {
                Ok(checkpoint) => {
                    self.newest = Some(checkpoint.size());
                    self.next = Some((line.offset, checkpoint));
                    return;
                }
                Err(reason) => {
                    report.problem(
                        Problem::new(ProblemKind::HistoryChanged, HISTORY, reason).byte(line.offset),
                    );
                }
            }
        }
    }

    fn read(&self, line: &Line) -> Result<Checkpoint, String> {
        if line.end == LineEnd::BrokenOff {
            return Err(
                "the line breaks off: it was cut, or an append was interrupted (opening the log for writing clears that away)"
                    .to_owned(),
            );
        }
        let checkpoint =
            parse_line(&line.text, self.key).map_err(|error| format!("the line cannot be used: {error}"))?;
        match self.newest {
            Some(before) if checkpoint.size() <= before => Err(format!(
                "the line counts {} leaves after one of {before}: lines were reordered or repeated",
                checkpoint.size()
            )),
            _ => Ok(checkpoint),
        }
    }
}
