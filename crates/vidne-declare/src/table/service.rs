//! `[service]`: what is watched.
//!
//! It never holds what others do with its data: that stands on edges.

use vidne_model::{
    declared::{Criticality, Regime},
    id::OrganisationId,
};

use super::Pages;
use crate::wire::{At, HostName, Lifetime, Name, Recurring, Ref, Url, choice, table};

table! {
    /// What is watched: a site, a server, a list. Stands once in a declaration.
    Service = "[service]" {
        required {
            /// Its name.
            id: Name,
            /// The organisation that decides why and how (GDPR Art. 4(7)).
            controller: Ref<OrganisationId>,
        }
        optional {
            /// Where it is found. The hosts of these addresses are its own. Left out only where machines or backups are declared.
            urls: Vec<At<Url>>,
            /// Further hosts that are its own, with everything below them.
            hosts: Vec<At<HostName>>,
            /// The class of authority, such as se.regeringskansliet: selects duties and the forum for appeals.
            authority: Name,
            /// How much depends on it.
            criticality: Criticality,
            /// Which regime's articles are cited.
            regime: Regime,
            /// How old the newest look may become (ISO 8601 duration, such as P30D).
            observe_every: Recurring,
            /// Its notice and cookie pages.
            pages: Pages,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

choice! {
    Criticality, "a criticality", "normal" {
        "normal" => Normal: "Like most.",
        "important" => Important: "Many depend on it.",
        "national" => National: "A country depends on it.",
    }
}

choice! {
    Regime, "a regime", "gdpr" {
        "gdpr" => Gdpr: "Regulation (EU) 2016/679.",
        "eudpr" => Eudpr: "Regulation (EU) 2018/1725: institutions of the Union.",
        "led" => Led: "Directive (EU) 2016/680: law enforcement.",
    }
}
