//! Citations that rules write as constants, and that the embedded law resolves.
//!
//! A citation is only a pointer. Whether it points at something is checked by tests over all constants, with
//! [`Citation::provision`]; it never makes up a provision that the data does not hold.

use std::fmt;

use crate::{
    law::Law,
    provision::{Provision, Regime},
};

/// A pointer to a provision, such as GDPR Art. 28(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    text: &'static str,
    article: &'static str,
}

/// An article of the GDPR, written `28(2)` or `13(1)(e)`.
pub const fn gdpr(article: &'static str) -> Citation {
    Citation::new("gdpr", article)
}

/// An article of Regulation (EU) 2018/1725.
pub const fn eudpr(article: &'static str) -> Citation {
    Citation::new("eudpr", article)
}

/// An article of the Law Enforcement Directive (EU) 2016/680.
pub const fn led(article: &'static str) -> Citation {
    Citation::new("led", article)
}

/// An article of the `ePrivacy` Directive 2002/58/EC.
pub const fn eprivacy(article: &'static str) -> Citation {
    Citation::new("eprivacy", article)
}

/// A section of the Swedish LEK (2003:389), written `6-18` for "6 kap. 18 §".
pub const fn se_lek_2003(section: &'static str) -> Citation {
    Citation::new("se-lek-2003", section)
}

/// A section of the Swedish LEK (2022:482), written `9-28` for "9 kap. 28 §".
pub const fn se_lek_2022(section: &'static str) -> Citation {
    Citation::new("se-lek-2022", section)
}

/// A section of the Danish cookie order ("cookiebekendtgørelsen").
pub const fn dk_cookie_order(section: &'static str) -> Citation {
    Citation::new("dk-cookie-order", section)
}

/// A paper of the EDPB, written `opinion-22-2024(31)` with the paragraph, or `guidelines-9-2022`.
pub const fn edpb(paper: &'static str) -> Citation {
    Citation::new("edpb", paper)
}

/// A case of the Court of Justice or the General Court, such as `C-311/18`.
pub const fn case(number: &'static str) -> Citation {
    Citation::new("case", number)
}

/// An article of the eIDAS Regulation (EU) 910/2014.
pub const fn eidas(article: &'static str) -> Citation {
    Citation::new("eidas", article)
}

/// An article of the NIS 2 Directive (EU) 2022/2555.
pub const fn nis2(article: &'static str) -> Citation {
    Citation::new("nis2", article)
}

/// A point of Implementing Regulation (EU) 2024/2690, written `14` or `annex-4.2.2(b)`.
pub const fn nis2_impl(point: &'static str) -> Citation {
    Citation::new("nis2-2024-2690", point)
}

/// An article of DORA, Regulation (EU) 2022/2554.
pub const fn dora(article: &'static str) -> Citation {
    Citation::new("dora", article)
}

impl Citation {
    /// Points at an article of a text by the ids that the data files use.
    pub const fn new(text: &'static str, article: &'static str) -> Self {
        Self { text, article }
    }

    /// The provision's id, such as `gdpr:28(2)`.
    pub fn id(self) -> String {
        format!("{}:{}", self.text, self.article)
    }

    /// What the embedded law holds for it.
    pub fn provision(self) -> Option<&'static Provision> {
        Law::embedded().provision(&self.id())
    }

    /// The corresponding provision under that regime, where one is known; itself, where it belongs to that regime.
    pub fn under(self, regime: Regime) -> Option<Self> {
        let provision = self.provision()?;
        if provision.regime == Some(regime) {
            return Some(self);
        }
        let (text, article) = provision.counterparts.get(&regime)?.split_once(':')?;
        Some(Self { text, article })
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.provision() {
            Some(provision) => f.write_str(&provision.short),
            None => f.write_str(&self.id()),
        }
    }
}
