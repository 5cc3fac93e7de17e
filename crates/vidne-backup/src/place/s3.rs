//! A bucket of an S3-compatible store. Endpoint, region and credentials come from the environment, as for other tools
//! (`AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, …).
//!
//! It never writes: of the store's interface, only listing and reading are called.

use std::{
    io::{self, Read},
    time::Duration,
};

use futures_util::{StreamExt, stream::BoxStream};
use object_store::{
    ClientOptions, Error, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path,
};
use tokio::runtime::{Builder, Runtime};

use super::{Entry, Found, Place, PlaceError, Tally, shown};
use crate::{ask::Limits, progress::Watch};

/// A bucket, or what lies under a prefix of it.
pub(super) struct Bucket {
    store: AmazonS3,
    prefix: Path,
    runtime: Runtime,
    named: String,
}

impl Bucket {
    pub(super) fn open(bucket: &str, prefix: &str) -> Result<Self, PlaceError> {
        let named = format!("s3://{bucket}/{prefix}");
        let away = |error: &dyn std::fmt::Display| {
            PlaceError::Unreachable(format!("{named} cannot be reached: {error}"))
        };
        // Whoever installed one before may keep it.
        drop(rustls::crypto::ring::default_provider().install_default());
        let options = ClientOptions::new()
            .with_connect_timeout(Duration::from_secs(20))
            .with_read_timeout(Duration::from_mins(1));
        let retry =
            RetryConfig { max_retries: 2, retry_timeout: Duration::from_mins(1), ..RetryConfig::default() };
        // A store without TLS is the operator's choice, made with AWS_ALLOW_HTTP.
        let store = AmazonS3Builder::from_env()
            .with_client_options(match std::env::var("AWS_ALLOW_HTTP").as_deref() {
                Ok("true" | "1") => options.with_allow_http(true),
                _ => options,
            })
            .with_retry(retry)
            .with_bucket_name(bucket)
            .build()
            .map_err(|error| away(&error))?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| away(&error))?;
        let prefix = Path::parse(prefix).map_err(|error| away(&error))?;
        Ok(Self { store, prefix, runtime, named })
    }

    fn path(&self, name: &str) -> Path {
        if name.is_empty() {
            self.prefix.clone()
        } else {
            self.prefix.parts().chain(Path::from(name).parts()).collect()
        }
    }
}

impl Place for Bucket {
    fn list(
        &self,
        under: &str,
        limits: &Limits,
        watch: &Watch<'_>,
        take: &mut dyn FnMut(Found),
    ) -> Result<(), PlaceError> {
        let mut tally = Tally::new(limits, watch);
        let start = self.path(under);
        let root = self.prefix.as_ref().len() + usize::from(!self.prefix.as_ref().is_empty());
        self.runtime.block_on(async {
            let mut listing = self.store.list(Some(&start));
            while let Some(object) = listing.next().await {
                let object = object.map_err(|error| match error {
                    Error::NotFound { .. } => PlaceError::NotThere(format!("{} is not there", self.named)),
                    other => {
                        PlaceError::Unreachable(format!("{} cannot be listed: {}", self.named, plain(&other)))
                    }
                })?;
                tally.count()?;
                let name = object.location.as_ref().get(root..).unwrap_or_default();
                match tally.objection(name) {
                    Some(why) => take(Found::Odd { name: shown(name), why }),
                    None => take(Found::File(Entry {
                        name: name.into(),
                        bytes: object.size,
                        modified: Some(object.last_modified.timestamp_millis()),
                    })),
                }
            }
            Ok(())
        })
    }

    fn open<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + Send + 'a>> {
        let path = self.path(name);
        let got = self.runtime.block_on(self.store.get(&path)).map_err(|error| into_io(&error))?;
        Ok(Box::new(Object { bucket: self, stream: got.into_stream(), left: Vec::new(), at: 0 }))
    }

    fn read_at(&self, name: &str, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let range = GetRange::Bounded(offset..offset + into.len() as u64);
        let options = GetOptions { range: Some(range), ..GetOptions::default() };
        let path = self.path(name);
        let bytes = self.runtime.block_on(async {
            self.store
                .get_opts(&path, options)
                .await
                .map_err(|error| into_io(&error))?
                .bytes()
                .await
                .map_err(|error| into_io(&error))
        })?;
        if bytes.len() < into.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        into.copy_from_slice(&bytes[..into.len()]);
        Ok(())
    }
}

/// An object that is being read.
struct Object<'b> {
    bucket: &'b Bucket,
    stream: BoxStream<'static, object_store::Result<bytes::Bytes>>,
    left: Vec<u8>,
    at: usize,
}

impl Read for Object<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.left.len() {
            match self.bucket.runtime.block_on(self.stream.next()) {
                None => return Ok(0),
                Some(bytes) => (self.left, self.at) = (bytes.map_err(|error| into_io(&error))?.to_vec(), 0),
            }
        }
        let count = into.len().min(self.left.len() - self.at);
        into[..count].copy_from_slice(&self.left[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

fn into_io(error: &Error) -> io::Error {
    let kind = match error {
        Error::NotFound { .. } => io::ErrorKind::NotFound,
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => io::ErrorKind::PermissionDenied,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, plain(error))
}

/// The innermost reason: the outer ones name our own doings.
fn plain(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string().chars().take(300).collect()
}
