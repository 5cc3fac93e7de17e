//! `[[document]]` and `[[report]]`: what was agreed, who holds it, and what a processor told.
//!
//! A document never holds its own text: only what is needed of it.

use jiff::civil::Date;
use vidne_model::{
    declared::{Acceptance, Approval, Content, DocumentKind, Form, Holding},
    id::{Country, DataCategory, DocumentId, Duty, InstrumentId, OrganisationId, Purpose, SubjectGroup},
};

use super::{CountryClaim, Recorded};
use crate::wire::{At, Lifetime, Name, OneOrMany, Recurring, Ref, States, Text, Word, choice, table};

table! {
    /// An agreement, an amendment, a template, an assessment.
    Document = "[[document]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// What it is.
            kind: DocumentKind,
        }
        optional {
            /// How it came about.
            form: Form,
            /// Between whom.
            parties: Vec<At<Ref<OrganisationId>>>,
            /// When it was signed.
            signed: Date,
            /// Whether all parties accepted it.
            acceptance: States<Acceptance>,
            /// Who holds a copy.
            held: States<Holding>,
            /// Its annexes, as far as its text refers to any.
            annexes: States<Holding>,
            /// Written amendments.
            amendments: States<Holding>,
            /// Names of annexes that its text refers to.
            refers_to_annexes: Vec<At<Text>>,
            /// The document that it changes.
            amends: Ref<DocumentId>,
            /// Organisations that it introduces as sub-processors or suppliers.
            introduces: Vec<At<Ref<OrganisationId>>>,
            /// The template from which it was made.
            template: Ref<DocumentId>,
            /// The template that this one replaces.
            replaces: Ref<DocumentId>,
            /// Transfer instruments that its text names.
            instruments: Vec<At<Ref<InstrumentId>>>,
            /// Its clauses.
            clause: OneOrMany<Clause>,
            /// Which of the contents that GDPR Art. 28(3) asks for stand in it.
            contents: Vec<At<Content>>,
            /// Categories of data that it covers.
            data: Vec<At<Word<DataCategory>>>,
            /// Purposes that it covers.
            purposes: Vec<At<Word<Purpose>>>,
            /// Groups of data subjects that it covers.
            subjects: Vec<At<Word<SubjectGroup>>>,
            /// Sub-processors that it lists.
            sub_processors: Vec<At<NamedProcessor>>,
            /// Countries that it allows.
            countries: Vec<At<CountryClaim>>,
        }
        with {
            lifetime: Lifetime,
            recorded: Recorded,
        }
    }
}

table! {
    /// A clause of a document.
    Clause = "[[document.clause]]" {
        required {
            /// Its number as printed, such as 6.1.
            number = "ref": Text,
        }
        optional {
            /// What it obliges to.
            duties: Vec<At<Word<Duty>>>,
            /// How often, where it says so (ISO 8601 duration).
            every: Recurring,
        }
    }
}

table! {
    /// A sub-processor that a document lists.
    NamedProcessor = "a listed sub-processor" {
        required {
            /// As printed.
            name: Text,
        }
        optional {
            /// The declared organisation, where it is one.
            organisation: Ref<OrganisationId>,
            /// Where it processes.
            country: Country,
        }
    }
}

table! {
    /// A processor told who its sub-processors are.
    Report = "[[report]]" {
        required {
            /// Who told.
            by: Ref<OrganisationId>,
            /// Whom.
            to: Ref<OrganisationId>,
            /// When.
            on: Date,
            /// The sub-processors that it named.
            names: Vec<At<Ref<OrganisationId>>>,
        }
        optional {
            /// How exactly the day is known.
            precision: vidne_model::time::Precision,
            /// What the controller answered: refused where it objected, given where it agreed.
            objection: States<Approval>,
        }
    }
}

choice! {
    DocumentKind, "a kind of document", "processor-agreement" {
        "processor-agreement" => ProcessorAgreement:
            "Between controller and processor, or processor and sub-processor (GDPR Art. 28(3), (4)).",
        "joint-controller-arrangement" => JointControllerArrangement: "Between joint controllers (GDPR Art. 26).",
        "amendment" => Amendment: "Changes an agreement.",
        "commercial-amendment" => CommercialAmendment:
            "Changes the commercial contract and not the processor agreement.",
        "annex" => Annex: "Belongs to another document.",
        "template" => Template: "From which agreements are made.",
        "standard-clauses" => StandardClauses: "Standard contractual clauses as a document of their own.",
        "assessment" => Assessment: "Assesses a risk or a transfer.",
        "other" => Other: "Anything else.",
    }
}

choice! {
    Form, "a form", "negotiated" {
        "negotiated" => Negotiated: "Made by its parties.",
        "provider-standard" => ProviderStandard:
            "The provider's standard text: parties, signature and date must be shown apart from it.",
    }
}

choice! {
    Acceptance, "a state of acceptance", "countersigned" {
        "published" => Published: "Only published by the provider.",
        "accepted" => Accepted: "Accepted, for example by using the service.",
        "countersigned" => Countersigned: "Signed by all parties.",
        "unknown" => Unknown: "Not known.",
    }
}

choice! {
    Holding, "a state of being held", "received" {
        "referenced" => Referenced: "Somebody mentioned it.",
        "requested" => Requested: "Somebody asked for it.",
        "received" => Received: "A copy arrived.",
        "held" => Held: "It is here.",
        "withheld" => Withheld: "It exists and is kept back.",
        "not-held" => NotHeld: "It is not here, says the one who should hold it.",
        "none" => None: "It does not exist and need not.",
        "unknown" => Unknown: "Not known.",
    }
}

choice! {
    Content, "a content that GDPR Art. 28(3) asks for", "duration" {
        "subject-matter" => SubjectMatter: "Subject-matter.",
        "duration" => Duration: "Duration.",
        "nature" => Nature: "Nature of the processing.",
        "purpose" => Purpose: "Purpose.",
        "data-types" => DataTypes: "Type of personal data.",
        "subject-categories" => SubjectCategories: "Categories of data subjects.",
    }
}
