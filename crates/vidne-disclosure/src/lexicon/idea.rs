//! Ideas by number, and the closed sets of marks and cues.
//!
//! It never holds a word of any language.

use std::collections::BTreeMap;

use vidne_model::declared::TermKind;

macro_rules! set {
    ($($(#[$doc:meta])* $set:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $set { $($(#[$word_doc])* $word),+ }

        impl $set {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$word),+];

            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }
        }
    )+ };
}

set! {
    /// What kind of idea: a table of a language's file.
    Group {
        /// Categories of personal data.
        Data = "data",
        /// Purposes.
        Purpose = "purpose",
        /// Groups of people.
        Subject = "subject",
        /// Legal bases.
        Basis = "basis",
        /// Categories of recipients.
        Recipient = "recipient",
        /// Countries by code.
        Country = "country",
        /// Inside, outside, third country.
        Place = "place",
        /// Safeguards of transfers.
        Safeguard = "safeguard",
        /// How to get a copy of one.
        Copy = "copy",
        /// Lengths of time.
        Duration = "duration",
        /// Words that turn or bound a statement.
        Mark = "mark",
        /// Words that must stand beside a weak form.
        Cue = "cue",
    }

    /// A word that turns or bounds a statement.
    Mark {
        /// Negates its clause.
        Not = "not",
        /// Negates what follows; after a negation it ends that.
        Without = "without",
        /// Looks like a negation or a modal and is none.
        Plain = "plain",
        /// Makes of a negation a limit: "not longer than".
        Limit = "limit",
        /// Makes of a negation a condition: "not without your consent".
        Unless = "unless",
        /// It may be so.
        Modal = "modal",
        /// What follows is an example.
        Example = "example",
        /// Ends a negation.
        Contrast = "contrast",
        /// May join two clauses.
        And = "and",
        /// May be the subject of a clause.
        Subject = "subject",
        /// A finite verb.
        Verb = "verb",
        /// Opens a subordinate clause.
        Relative = "relative",
        /// Gives a reason: what follows is a statement of its own, whatever its subject is.
        Cause = "cause",
        /// Its full stop ends no sentence.
        Abbreviation = "abbreviation",
        /// Takes what follows out of a negation: "no one but".
        Except = "except",
        /// Makes of a negation before it a condition: "not ... without safeguards".
        Proviso = "proviso",
        /// Somebody says no or has not yet said yes: what is denied then may be so otherwise.
        Refuse = "refuse",
        /// Opens an indirect question: "whether we".
        Whether = "whether",
        /// Opens a condition: what it says need not be so.
        If = "if",
        /// Tells who does what is said: "by".
        Agent = "agent",
        /// Tells by what means somebody writes or calls.
        Channel = "channel",
        /// Who answers for the data.
        Controller = "controller",
        /// Where we ourselves sit.
        Home = "home",
        /// Beyond the country that follows.
        Beyond = "beyond",
        /// Bounds a statement to a purpose, a time or a case.
        Narrow = "narrow",
        /// Being used, set, loaded.
        Used = "used",
        /// Being kept in the browser.
        Kept = "kept",
        /// Using, sharing with, storing at: what we do with somebody.
        Engage = "engage",
        /// Passing data on.
        Share = "share",
        /// Being passed on.
        Passed = "passed",
        /// Receiving, having access.
        Receive = "receive",
        /// Data of no particular kind.
        Goods = "goods",
        /// The reader, addressed.
        You = "you",
        /// What a reader may do: "can I", "must I".
        Own = "own",
        /// Selling, which is not sharing.
        Sell = "sell",
        /// Collecting and keeping.
        Collect = "collect",
        /// A cell that says no.
        No = "no",
        /// A cell that says yes.
        Yes = "yes",
        /// A cookie's name follows.
        Naming = "naming",
        /// What follows "the cookie" and is no name.
        NoName = "no-name",
    }

    /// A word that must stand beside a weak form.
    Cue {
        /// Data is processed.
        Data = "data",
        /// A purpose is told.
        Purpose = "purpose",
        /// A group is told.
        Subject = "subject",
        /// Somebody receives.
        Recipient = "recipient",
        /// Something is moved or kept.
        Transfer = "transfer",
        /// A legal basis is told.
        Basis = "basis",
        /// A firm or product follows.
        Name = "name",
        /// Cookies are spoken of.
        Cookie = "cookie",
        /// A column of cookies' names.
        Column = "column",
        /// A name's beginning follows.
        Prefix = "prefix",
    }
}

impl Group {
    /// The table that holds ideas of that kind.
    pub(crate) fn of(kind: TermKind) -> Self {
        match kind {
            TermKind::Data => Self::Data,
            TermKind::Purpose => Self::Purpose,
            TermKind::Subject => Self::Subject,
        }
    }
}

/// A set of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cues(u16);

impl Cues {
    pub(crate) fn with(self, cue: Cue) -> Self {
        Self(self.0 | 1 << cue as u16)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn has(self, cue: Cue) -> bool {
        self.0 & 1 << cue as u16 != 0
    }
}

/// An idea by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IdeaId(pub(crate) u32);

impl Mark {
    /// Marks come first in every numbering.
    pub(crate) fn of(idea: IdeaId) -> Option<Self> {
        Self::ALL.get(idea.0 as usize).copied()
    }
}

impl Cue {
    /// Cues come second.
    pub(crate) fn of(idea: IdeaId) -> Option<Self> {
        Self::ALL.get((idea.0 as usize).checked_sub(Mark::ALL.len())?).copied()
    }
}

/// Every idea by group and id.
#[derive(Debug, Clone)]
pub(crate) struct Ideas {
    by_name: BTreeMap<(Group, String), IdeaId>,
}

impl Ideas {
    /// The marks and the cues, and nothing else yet.
    pub(crate) fn new() -> Self {
        let mut ideas = Self { by_name: BTreeMap::new() };
        for mark in Mark::ALL {
            ideas.number(Group::Mark, mark.as_str());
        }
        for cue in Cue::ALL {
            ideas.number(Group::Cue, cue.as_str());
        }
        ideas
    }

    /// The number of an idea, which is made where it is new.
    pub(crate) fn number(&mut self, group: Group, id: &str) -> IdeaId {
        if let Some(known) = self.find(group, id) {
            return known;
        }
        let new = IdeaId(u32::try_from(self.by_name.len()).unwrap_or(u32::MAX));
        self.by_name.insert((group, id.to_owned()), new);
        new
    }

    pub(crate) fn len(&self) -> usize {
        self.by_name.len()
    }

    pub(crate) fn find(&self, group: Group, id: &str) -> Option<IdeaId> {
        self.by_name.get(&(group, id.to_owned())).copied()
    }

    /// The ideas of one group.
    pub(crate) fn of(&self, group: Group) -> impl Iterator<Item = (&str, IdeaId)> {
        let all = self.by_name.range((group, String::new())..);
        all.take_while(move |((of, _), _)| *of == group).map(|((_, id), idea)| (id.as_str(), *idea))
    }

    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Group, &str, IdeaId)> {
        self.by_name.iter().map(|((group, id), idea)| (*group, id.as_str(), *idea))
    }
}
