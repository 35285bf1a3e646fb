//! What each person can take back.
//!
//! Loro's own undo goes by peer and reads the system's clock, and it puts a value back even where a colleague has set
//! it since. Here every person has stacks of their own, whatever the peer; time is handed in; and what others did
//! stays.

use crate::pen::Inverse;
use crate::record::{Message, Timestamp};
use sheet::{FieldId, Label};
use std::collections::VecDeque;

/// How many steps a person can take back.
const DEPTH: usize = 500;

/// For how many milliseconds typing in one field goes on being one step.
const TYPING: i64 = 60_000;

/// What undo takes back at once.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) label: Label,
    /// In the order in which the strokes were made.
    pub(crate) inverse: Vec<Inverse>,
}

/// A run of typing in one field that may go on.
#[derive(Debug)]
struct Run {
    field: FieldId,
    began: Timestamp,
    message: Message,
}

/// One person's stacks.
#[derive(Debug, Default)]
pub(crate) struct Stacks {
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    run: Option<Run>,
}

impl Stacks {
    /// The message under which typing in `field` at `now` goes on, if it is still the same step.
    pub(crate) fn going_on(&self, field: &FieldId, now: Timestamp) -> Option<(&Message, Timestamp)> {
        let run = self.run.as_ref().filter(|r| r.field == *field)?;
        let passed = (now - run.began).num_milliseconds();
        (0..=TYPING).contains(&passed).then_some((&run.message, run.began))
    }

    /// Adds strokes to the run of typing that goes on.
    pub(crate) fn extend(&mut self, inverse: Vec<Inverse>) {
        if let Some(step) = self.undo.back_mut() {
            step.inverse.extend(inverse);
        }
    }

    /// Adds a new step; `typing` says in which field and since when more of it may follow.
    pub(crate) fn push(&mut self, step: Step, typing: Option<(FieldId, Timestamp, Message)>) {
        self.redo.clear();
        self.run = typing.map(|(field, began, message)| Run { field, began, message });
        self.keep(step);
    }

    fn keep(&mut self, step: Step) {
        self.undo.push_back(step);
        if self.undo.len() > DEPTH {
            self.undo.pop_front();
        }
    }

    /// The step to take back, no longer on its stack.
    pub(crate) fn pop(&mut self, back: bool) -> Option<Step> {
        self.run = None;
        if back { self.undo.pop_back() } else { self.redo.pop() }
    }

    /// Puts onto the other stack what takes the popped step back in turn.
    pub(crate) fn answer(&mut self, back: bool, step: Step) {
        if back { self.redo.push(step) } else { self.keep(step) }
    }

    /// What undo (`back`) or redo would do next.
    pub(crate) fn label(&self, back: bool) -> Option<&Label> {
        let step = if back { self.undo.back() } else { self.redo.last() };
        step.map(|s| &s.label)
    }
}
