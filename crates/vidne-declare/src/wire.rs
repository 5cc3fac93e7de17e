//! How a value of a TOML tree becomes one of ours: wrong types and values are noted, and reading goes on.
//!
//! It never looks beyond the value it reads: whether ids exist is checked when all files have been read.

mod address;
mod choice;
mod country;
mod date;
mod duration;
mod fields;
mod list;
mod log;
mod name;
mod shape;
mod state;
mod storage;
mod word;

use toml::{Spanned, de::DeValue};

use crate::source::Mark;

pub(crate) use self::{
    address::{HostName, Url},
    choice::{choice, choose, one_of},
    date::{Lifetime, Precise},
    duration::{Lasting, Recurring},
    fields::{Fields, Part},
    list::OneOrMany,
    log::{Log, Reference},
    name::{Kind, Name, Named, Naming, Ref, Text},
    shape::Shape,
    state::States,
    storage::{Bytes, FilePath, Hash, Location, Mode, Path},
    word::{Mention, Vocabulary, Word, Worded},
};

/// A value of the tree, with the bytes where it stands.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// Something read, and where it stands.
#[derive(Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) mark: Mark,
}

/// What can be read from a value.
pub(crate) trait Wire: Sized {
    /// What is expected, as it follows "expected".
    const EXPECTED: &'static str;
    /// How it may be written.
    const EXAMPLE: &'static str;

    /// Reads the value. Where that fails, the reason has been noted.
    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self>;

    /// The JSON Schema of what is accepted.
    fn shape() -> Shape;
}

/// A table of a declaration: its keys, what they hold, and their descriptions, in one place. The reader, the checks for
/// unknown and missing keys, and the JSON Schema all come from here.
macro_rules! table {
    (
        $(#[doc = $about:literal])+
        $name:ident = $what:literal {
            $( required { $( $(#[doc = $needed_doc:literal])+ $needed:ident $(= $needed_key:literal)? : $needed_type:ty, )* } )?
            $( optional { $( $(#[doc = $doc:literal])+ $field:ident $(= $key:literal)? : $type:ty, )* } )?
            $( with { $( $part:ident: $part_type:ty, )* } )?
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug)]
        pub(crate) struct $name {
            $( $( $(#[doc = $needed_doc])+ pub(crate) $needed: Option<$crate::wire::At<$needed_type>>, )* )?
            $( $( $(#[doc = $doc])+ pub(crate) $field: Option<$crate::wire::At<$type>>, )* )?
            $( $( pub(crate) $part: $part_type, )* )?
        }

        impl $crate::wire::Wire for $name {
            const EXPECTED: &'static str = concat!("a table ", $what);
            const EXAMPLE: &'static str = "{ … }";

            fn read(value: &$crate::wire::Value<'_>, log: &mut $crate::wire::Log) -> Option<Self> {
                let mut fields = $crate::wire::Fields::open::<Self>(value, $what, log)?;
                let read = Self {
                    $( $( $needed: fields.required($crate::wire::key!($needed $(= $needed_key)?)), )* )?
                    $( $( $field: fields.optional($crate::wire::key!($field $(= $key)?)), )* )?
                    $( $( $part: <$part_type as $crate::wire::Part>::take(&mut fields), )* )?
                };
                fields.close();
                Some(read)
            }

            fn shape() -> $crate::wire::Shape {
                let shape = $crate::wire::Shape::table(concat!($($about),+));
                $( $(
                    let shape = shape.required::<$needed_type>(
                        $crate::wire::key!($needed $(= $needed_key)?), concat!($($needed_doc),+));
                )* )?
                $( $(
                    let shape = shape.optional::<$type>(
                        $crate::wire::key!($field $(= $key)?), concat!($($doc),+));
                )* )?
                $( $( let shape = <$part_type as $crate::wire::Part>::describe(shape); )* )?
                shape.named(stringify!($name))
            }
        }
    };
}

/// The key of a field: its own name, or the one given for it.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident = $key:literal) => {
        $key
    };
}

pub(crate) use {key, table};
