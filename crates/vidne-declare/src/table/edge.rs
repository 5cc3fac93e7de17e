//! `[[edge]]`: who passes which data to whom, and where to.
//!
//! An edge never says whether it is lawful: that is for rules.

use jiff::civil::Date;
use serde_json::json;
use toml::de::DeValue;
use vidne_model::{
    declared::{Approval, Claim, CountryKind, Holding, Role},
    id::{Country, DataCategory, DocumentId, EdgeId, InstrumentId, OrganisationId, ProcessingId, Purpose},
};

use super::Recorded;
use crate::{
    mistake::quoted,
    wire::{
        At, HostName, Lifetime, Log, Name, Naming, OneOrMany, Ref, Shape, States, Text, Value, Wire, Word,
        choice, table,
    },
};

table! {
    /// One organisation passes data to another.
    Edge = "[[edge]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// Who passes data on.
            from_organisation: Ref<OrganisationId>,
            /// Who receives them.
            to_organisation: Ref<OrganisationId>,
            /// As what it receives them.
            role: Role,
        }
        optional {
            /// Who says that there is such an edge.
            claim: Claim,
            /// The edge above in the chain: it ends where this one begins.
            via: Ref<EdgeId>,
            /// The processing activities that it serves.
            processing: Vec<At<Ref<ProcessingId>>>,
            /// Data that pass here, where that differs from the activities'.
            data: Vec<At<Word<DataCategory>>>,
            /// Purposes here, where they differ from the activities'.
            purposes: Vec<At<Word<Purpose>>>,
            /// Hosts of this recipient that serve this edge, where the recipient has others, too.
            hosts: Vec<At<HostName>>,
            /// The document under which data pass, or { state = "unknown" }.
            agreement: Naming<DocumentId>,
            /// The controller's approval (GDPR Art. 28(2)).
            approval: States<Approval>,
            /// The assessment of the risk.
            assessment: States<Holding>,
            /// Where the data are, or from where they can be read.
            countries: Vec<At<CountryClaim>>,
            /// Transfers to third countries (GDPR chapter V).
            transfer: OneOrMany<Transfer>,
        }
        with {
            lifetime: Lifetime,
            recorded: Recorded,
        }
    }
}

table! {
    /// A transfer to a third country.
    Transfer = "[[edge.transfer]]" {
        required {
            /// Whereto.
            to: Country,
        }
        optional {
            /// On which basis: a transfer instrument such as scc-2021-914, or unknown.
            basis: Naming<InstrumentId>,
            /// The module of the standard contractual clauses, 1-4.
            module: Module,
            /// When the clauses were concluded. Absent: the agreement's own date.
            concluded: Date,
            /// The controller's approval of the transfer.
            approval: States<Approval>,
            /// The transfer impact assessment.
            assessment: States<Holding>,
            /// Whether the importer is on the list, or covered by the rules, that the basis needs.
            certified: States<Approval>,
            /// Supplementary measures: a list, [] for none, or not-needed.
            measures: GivenMeasures,
        }
        with {
            lifetime: Lifetime,
            recorded: Recorded,
        }
    }
}

table! {
    /// A country, and what happens there.
    CountryClaim = "a country" {
        required {
            /// Which.
            code: Country,
            /// What happens there.
            kind: CountryKind,
        }
        optional {
            /// The document that says so, or unknown.
            source: Naming<DocumentId>,
        }
        with {
            recorded: Recorded,
        }
    }
}

choice! {
    Role, "a role", "processor" {
        "processor" => Processor: "Acts for the controller (GDPR Art. 28).",
        "sub-processor" => SubProcessor: "Acts for a processor (GDPR Art. 28(2), (4)).",
        "joint-controller" => JointController: "Decides together with the controller (GDPR Art. 26).",
        "controller" => Controller: "Decides for itself what it does with the data.",
        "supplier" => Supplier: "Supplies something and is said to receive no personal data.",
    }
}

choice! {
    Claim, "a claim", "declared" {
        "declared" => Declared: "The operator says so: in its register, a notice or an answer.",
        "presumed" => Presumed:
            "Somebody else concluded it from what was observed. It is judged like any other, but declares nothing.",
    }
}

choice! {
    Approval, "a state of approval", "given" {
        "given" => Given: "Approved.",
        "refused" => Refused: "Refused.",
        "requested" => Requested: "Asked for.",
        "unknown" => Unknown: "Not known.",
    }
}

choice! {
    CountryKind, "what happens in a country", "stored" {
        "stored" => Stored: "Data are kept there.",
        "accessed-from" => AccessedFrom: "Data can be read from there.",
        "transit" => Transit: "Data pass through.",
        "legal-exposure" => LegalExposure: "A law of that country reaches the recipient.",
    }
}

/// The number of a module of the standard contractual clauses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Module(pub(crate) u8);

impl Wire for Module {
    const EXPECTED: &'static str = "a module, 1-4";
    const EXAMPLE: &'static str = "3";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            log.wrong_type::<Self>(value);
            return None;
        };
        match number.as_str() {
            "1" => Some(Self(1)),
            "2" => Some(Self(2)),
            "3" => Some(Self(3)),
            "4" => Some(Self(4)),
            other => {
                let mend = "1 controller to controller, 2 controller to processor, 3 processor to processor, \
                            4 processor to controller";
                log.bad_value::<Self>(value, format!("there is no module {}", quoted(other)), mend);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::of(json!({ "enum": [1, 2, 3, 4] }))
    }
}

/// Supplementary measures as they are written.
#[derive(Debug)]
pub(crate) enum GivenMeasures {
    NotNeeded,
    Unknown,
    Listed(Vec<At<Text>>),
}

impl Wire for GivenMeasures {
    const EXPECTED: &'static str = "a list of measures, [] for none, or \"not-needed\"";
    const EXAMPLE: &'static str = "[\"encryption with our own key\"]";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(word) if word == "not-needed" => Some(Self::NotNeeded),
            DeValue::String(word) if word == "unknown" => Some(Self::Unknown),
            DeValue::String(word) => {
                let mend = "put measures in square brackets; `[]` says that there are none";
                log.bad_value::<Self>(value, format!("{} is not a list of measures", quoted(word)), mend);
                None
            }
            DeValue::Array(_) => Vec::read(value, log).map(Self::Listed),
            _ => {
                log.wrong_type::<Self>(value);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::any_of([Vec::<At<Text>>::shape(), Shape::of(json!({ "enum": ["not-needed", "unknown"] }))])
    }
}
