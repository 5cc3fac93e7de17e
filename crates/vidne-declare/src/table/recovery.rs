//! `[[host]]`, `[[required_item]]`, `[[store]]`, `[[backup]]`, `[[escrow]]`: machines, and what brings them back.
//!
//! There is no key that says that something was tested: tests have a date, a place and a result, or they do not count.

use jiff::civil::Date;
use vidne_model::{
    declared::{BackupTool, Environment, OpenedResult, Protection},
    id::{BackupId, HostId, StoreId},
};

use crate::wire::{
    At, Bytes, FilePath, Hash, Lifetime, Location, Mode, Name, OneOrMany, Path, Recurring, Ref, Text, choice,
    table,
};

table! {
    /// A machine that the service runs on, or one that stands in for it.
    Host = "[[host]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// What it is there for.
            environment: Environment,
        }
        optional {
            /// What the machine calls itself, where that is not its id: snapshots of it carry that name.
            name: Text,
            /// The machine whose place it takes, in a test or in an emergency.
            stands_in_for: Ref<HostId>,
            /// What fails together with it: a room, a data centre, a region. The same names as those of stores.
            failure_domain: Name,
            /// Who can delete everything on it: a team, an account, a supplier. The same names as those of stores.
            administration: Name,
            /// Where which kind of data lies on it.
            storage: OneOrMany<Storage>,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

table! {
    /// A kind of data, and where it lies on a machine.
    Storage = "[[host.storage]]" {
        required {
            /// The kind of data, such as ca-data or system-data.
            data: Name,
            /// The folder.
            path: Path,
        }
        optional {
            /// The volume, array or device that carries it, in your own words.
            volume: Text,
        }
    }
}

table! {
    /// Something that must be on a machine, always: a file without which it cannot be restored or run.
    RequiredItem = "[[required_item]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// On which machines. List production and what stands in for it: the difference shows that a test was not representative.
            hosts: Vec<At<Ref<HostId>>>,
            /// The file or folder.
            path: Path,
        }
        optional {
            /// Whose it must be, by name.
            owner: Text,
            /// The most that its permissions may allow, in octal digits, such as "0600".
            mode: Mode,
            /// What its content must hash to: SHA-256, 64 hexadecimal digits.
            sha256: Hash,
            /// How long ago it may have been changed last (ISO 8601 duration).
            max_age: Recurring,
            /// The file of the certificate that this key must match, or this item itself.
            certificate: Path,
            /// How long before that certificate ends somebody must act.
            renew_before: Recurring,
            /// How often it is looked for (P1D where nothing is said, PT1H for a national service).
            check_every: Recurring,
            /// Procedures that need it.
            needed_by: Vec<At<Name>>,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

table! {
    /// A place where copies of backups lie.
    Store = "[[store]]" {
        required {
            /// Its name in this declaration.
            id: Name,
        }
        optional {
            /// What fails together: a room, a data centre, a region.
            failure_domain: Name,
            /// Who can delete everything in it: a team, an account, a supplier.
            administration: Name,
            /// What those who administer the machine that is backed up cannot do to it. [] says that they can do everything.
            protected_against: Vec<At<Protection>>,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

table! {
    /// What is kept of a machine, how often, and where.
    Backup = "[[backup]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// Of which machine.
            of: Ref<HostId>,
            /// What makes it.
            tool: BackupTool,
            /// Everything that must be in it: paths, or database:NAME for pgbackrest.
            scope: Vec<At<Text>>,
            /// How often a snapshot is made (ISO 8601 duration).
            every: Recurring,
        }
        optional {
            /// Paths below the scope that need not be in it.
            leaves_out: Vec<At<Path>>,
            /// The folder that names in it begin at, for borg, folder and tar: "/srv/data" where a job runs as
            /// `cd /srv/data && borg create REPO::NAME .`, as `tar -C /srv/data -cf FILE .` or as `rsync -a /srv/data/ COPY`.
            /// Left out: the root of the machine.
            relative_to: Path,
            /// How much later than `every` a snapshot may be.
            tolerance: Recurring,
            /// How often its copies are looked at (P1D where nothing is said, PT1H for a national service).
            check_every: Recurring,
            /// Within which time every stored byte is read again (P30D where nothing is said, P7D for a national service).
            read_every: Recurring,
            /// How many bytes are read in one look at most, such as "50 GiB". Left out: all that is due.
            read_budget: Bytes,
            /// Where it lies. The first copy is the one that the others follow.
            copy: OneOrMany<Copy>,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

table! {
    /// One copy of a backup.
    Copy = "[[backup.copy]]" {
        required {
            /// Its name within the backup.
            id: Name,
        }
        optional {
            /// The store in which it lies.
            store: Ref<StoreId>,
            /// Where it is: a path, `sftp://user@host/path` or `s3://bucket/prefix`. Never with a password in it.
            location: Location,
            /// How much later than the first copy it may have what that one has.
            max_lag: Recurring,
            /// The machine that would restore from it, and from which it must be reachable.
            restored_from: Ref<HostId>,
            /// A file with the repository's password: an absolute path, or one below the declaration's folder.
            password_file: FilePath,
            /// A command that prints the repository's password, word by word.
            password_command: Vec<At<Text>>,
            /// The stanza, for pgbackrest.
            stanza: Name,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

table! {
    /// A deposit of a repository's key with somebody who outlives the machine.
    Escrow = "[[escrow]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// The backup whose key it is.
            backup: Ref<BackupId>,
            /// Who holds it, in words.
            held_by: Text,
        }
        optional {
            /// What fails together with it.
            failure_domain: Name,
            /// When the backup was opened with the deposited key.
            opened: OneOrMany<Opened>,
            /// How often that is to be done (P1Y where nothing is said).
            open_every: Recurring,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

table! {
    /// A repository was opened with a deposited key.
    Opened = "[[escrow.opened]]" {
        required {
            /// When.
            on: Date,
            /// What came of it.
            result: OpenedResult,
        }
        optional {
            /// Who did it.
            by: Text,
            /// Which copy was opened.
            copy: Name,
        }
    }
}

choice! {
    Environment, "an environment", "production" {
        "production" => Production: "The service runs on it.",
        "standby" => Standby: "It takes over when production is lost.",
        "pre-production" => PreProduction: "Changes are tried there before they reach production.",
        "test" => Test: "Anything else is tried there.",
    }
}

choice! {
    Protection, "what a store protects against", "deletion" {
        "deletion" => Deletion: "Nobody who administers the machine can delete a copy.",
        "alteration" => Alteration: "Nobody who administers the machine can change a copy.",
        "reading" => Reading: "Nobody who administers the store can read a copy.",
    }
}

choice! {
    BackupTool, "a tool that makes backups", "restic" {
        "restic" => Restic: "A restic repository, format 1 or 2.",
        "borg" => Borg: "A borg repository, format 1.",
        "pgbackrest" => PgBackRest: "A pgBackRest repository.",
        "folder" => Folder: "A folder of files with a list of their hashes.",
        "tar" => Tar: "A folder of tar archives with a list of their hashes.",
    }
}

choice! {
    OpenedResult, "a result of opening", "listed" {
        "listed" => Listed: "Its snapshots could be listed.",
        "failed" => Failed: "It did not open.",
    }
}
