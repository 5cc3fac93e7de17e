//! The closed sets of words that a recipient's file uses.
//!
//! It never gives a word a meaning beyond its name: what follows from a purpose or a kind is for rules to say.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $set:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $set { $($(#[$word_doc])* #[serde(rename = $text)] $word),+ }

        impl $set {
            /// Every word as it is written in a file.
            pub const WORDS: &'static [&'static str] = &[$($text),+];

            /// The word as it is written in a file.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }

            pub(crate) fn from_word(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$word),)+ _ => None }
            }
        }

        impl fmt::Display for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+ };
}

words! {
    /// What a recipient is mainly used for.
    Kind {
        /// Delivers a site's own hosts, such as a content delivery network.
        Network = "network",
        /// Counts and follows visits.
        Analytics = "analytics",
        /// Shows, sells or measures advertising.
        Advertising = "advertising",
        /// Loads other recipients.
        TagManager = "tag-manager",
        /// Asks for and stores consent.
        Consent = "consent",
        /// Plays video or sound.
        Media = "media",
        /// A social network.
        Social = "social",
        /// Maps.
        Maps = "maps",
        /// Fonts.
        Fonts = "fonts",
        /// Scripts and styles for anyone.
        Library = "library",
        /// Chat with visitors.
        Chat = "chat",
        /// Asks visitors for their opinion.
        Survey = "survey",
        /// Reads pages aloud or changes how they look.
        Accessibility = "accessibility",
        /// Watches speed and errors.
        Monitoring = "monitoring",
        /// Searches the site.
        Search = "search",
        /// Logs people in.
        Identity = "identity",
        /// Takes payments.
        Payment = "payment",
        /// Runs whole sites.
        Hosting = "hosting",
        /// Forms.
        Forms = "forms",
        /// Sends newsletters.
        Newsletter = "newsletter",
        /// Video meetings.
        VideoMeeting = "video-meeting",
        /// Tells people from machines.
        Captcha = "captcha",
        /// Shows different people different pages.
        Experiment = "experiment",
        /// None of these.
        Other = "other",
    }

    /// What a cookie or a storage key is for, by its documentation.
    CookiePurpose {
        /// Protects the site.
        Security = "security",
        /// Keeps a visitor on one server.
        LoadBalancing = "load-balancing",
        /// Keeps one visit together.
        Session = "session",
        /// Remembers a choice.
        Preferences = "preferences",
        /// Counts.
        Statistics = "statistics",
        /// Advertises.
        Marketing = "marketing",
        /// Chooses content by the visitor.
        Personalisation = "personalisation",
        /// Remembers consent.
        Consent = "consent",
        /// Remembers a login.
        Authentication = "authentication",
        /// None of these.
        Other = "other",
    }

    /// In whose domain a cookie is set.
    Party {
        /// In the site's own.
        First = "first",
        /// In the recipient's own, or its group's.
        Third = "third",
        /// In either.
        Either = "either",
    }

    /// Where a name and its value are kept in the browser.
    Store {
        /// As a cookie.
        Cookie = "cookie",
        /// In local storage.
        LocalStorage = "local-storage",
    }

    /// How much a sign says.
    Weight {
        /// Only this network sends it.
        Proves = "proves",
        /// Others may send it, too.
        Hints = "hints",
    }

    /// A group of facts in a recipient's file that a source can support.
    Table {
        /// The address of the privacy policy.
        Policy = "policy",
        /// The legal entity and its seat.
        Entity = "entity",
        /// The ultimate parent and its seat.
        Parent = "parent",
        /// The names under which notices mention it.
        Alias = "alias",
        /// Its hosts.
        Host = "host",
        /// Its cookies and storage keys.
        Cookie = "cookie",
        /// The signs of its network.
        Sign = "sign",
    }
}
