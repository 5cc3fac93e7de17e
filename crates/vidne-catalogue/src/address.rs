//! Where an address is and who operates it, by MMDB databases that the user points at.
//!
//! Every answer names its database and the day that was built. It never guesses: without a database, and for an
//! address that a database does not hold, the location is unknown.

use std::{fmt, net::IpAddr};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use maxminddb::{MaxMindDbError, Reader};
use vidne_model::id::Country;

use self::record::Record;

mod record;

/// Country and operator databases, asked one after the other.
#[derive(Debug, Default)]
pub struct AddressBook {
    databases: Vec<Database>,
}

struct Database {
    name: String,
    built: Date,
    reader: Reader<Vec<u8>>,
}

/// What one database says about one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationClaim {
    /// The country in which the database places the address, which may be far from the machine behind an anycast
    /// address. `None`: the database does not say.
    pub country: Option<Country>,
    /// The operator of the network, as the database names it. `None`: the database does not say.
    pub operator: Option<String>,
    /// The operator's autonomous system number.
    pub network: Option<u32>,
    /// The database's file name and the day it was built.
    pub source: String,
}

/// A database could not be used, or has no readable answer.
#[derive(Debug, thiserror::Error)]
#[error("the address database {name} {failed}")]
pub struct AddressError {
    /// The database, as it was named by whoever added it.
    pub name: String,
    /// What failed.
    pub failed: AddressFailure,
    source: Option<MaxMindDbError>,
}

/// What can fail with an address database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFailure {
    /// The bytes are not an MMDB file, or not a whole one.
    Unreadable,
    /// The day on which it was built is beyond any calendar.
    BuildDay,
    /// The record of an address cannot be read.
    Record(IpAddr),
}

impl AddressBook {
    /// A book without a database: every location is unknown.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a database from the bytes of its file. The name, usually the file's, goes into every claim.
    ///
    /// # Errors
    /// The bytes are not a whole MMDB file of format 2. They are not trusted: any bytes give an error or an answer.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), AddressError> {
        let reader = Reader::from_source(bytes).map_err(|source| AddressError {
            name: name.to_owned(),
            failed: AddressFailure::Unreadable,
            source: Some(source),
        })?;
        let built = built(reader.metadata().build_epoch).ok_or_else(|| AddressError {
            name: name.to_owned(),
            failed: AddressFailure::BuildDay,
            source: None,
        })?;
        self.databases.push(Database { name: name.to_owned(), built, reader });
        Ok(())
    }

    /// Whether no database was added.
    pub fn is_empty(&self) -> bool {
        self.databases.is_empty()
    }

    /// The databases, as claims name them.
    pub fn sources(&self) -> impl Iterator<Item = String> {
        self.databases.iter().map(Database::source)
    }

    /// What each database says, in the order in which they were added; one that does not hold the address says
    /// neither country nor operator. An IPv4 address mapped into IPv6 counts as IPv4.
    ///
    /// Each answer may be an error: a database is only read where it is asked.
    pub fn locate(&self, address: IpAddr) -> Vec<Result<LocationClaim, AddressError>> {
        self.databases.iter().map(|database| database.locate(address.to_canonical())).collect()
    }
}

impl Database {
    fn source(&self) -> String {
        format!("{}, built {}", self.name, self.built)
    }

    fn locate(&self, address: IpAddr) -> Result<LocationClaim, AddressError> {
        let record = self.record(address).map_err(|source| AddressError {
            name: self.name.clone(),
            failed: AddressFailure::Record(address),
            source: Some(source),
        })?;
        Ok(LocationClaim {
            country: record.country(),
            operator: record.operator(),
            network: record.network(),
            source: self.source(),
        })
    }

    /// A database of IPv4 alone holds no IPv6 address, which is no error.
    fn record(&self, address: IpAddr) -> Result<Record, MaxMindDbError> {
        if address.is_ipv6() && self.reader.metadata().ip_version == 4 {
            return Ok(Record::default());
        }
        Ok(self.reader.lookup(address)?.decode::<Record>()?.unwrap_or_default())
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Database").field(&self.source()).finish()
    }
}

impl fmt::Display for AddressFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("is not a whole MMDB file; download it again"),
            Self::BuildDay => f.write_str("was built on a day that does not exist; download it again"),
            Self::Record(address) => write!(f, "has no readable record for {address}; download it again"),
        }
    }
}

fn built(epoch: u64) -> Option<Date> {
    let second = i64::try_from(epoch).ok()?;
    Some(Timestamp::from_second(second).ok()?.to_zoned(TimeZone::UTC).date())
}
