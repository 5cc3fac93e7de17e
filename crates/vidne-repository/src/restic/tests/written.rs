//! A small repository in memory, written as restic writes it: every piece of a file and every folder in a pack of its own.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use proptest::sample::Index;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::super::{FileError, FileProblem, Files, Folder, Id, Listed, cipher::Key};

/// A file or a folder to be written.
#[derive(Clone)]
pub(super) enum Made {
    File(Vec<u8>),
    Folder(std::rc::Rc<Vec<(String, Made)>>),
}

pub(super) fn file(content: &[u8]) -> Made {
    Made::File(content.to_vec())
}

pub(super) fn folder(nodes: Vec<(&str, Made)>) -> Made {
    Made::Folder(nodes.into_iter().map(|(name, node)| (name.to_owned(), node)).collect::<Vec<_>>().into())
}

/// The repository.
pub(super) struct Written {
    files: BTreeMap<String, Vec<u8>>,
    packed: bool,
    packs: BTreeMap<Id, (Id, bool)>,
    known: BTreeMap<usize, Id>,
}

impl Written {
    /// An empty one, of format 2 if it is packed and 1 if not.
    pub(super) fn new(packed: bool) -> Self {
        let mut written =
            Self { files: BTreeMap::new(), packed, packs: BTreeMap::new(), known: BTreeMap::new() };
        written.key_file(2, 8, 1);
        let id = "0".repeat(64);
        let config =
            json!({"version": if packed { 2 } else { 1 }, "id": id, "chunker_polynomial": "25b468838dcb75"});
        written.files.insert("config".to_owned(), seal(config.to_string().as_bytes()));
        written
    }

    pub(super) fn key_file(&mut self, n: u64, r: u32, p: u32) {
        let params = scrypt::Params::new(1, 8, 1).expect("small");
        let mut derived = [0; 64];
        scrypt::scrypt(b"geheim", b"salt", &params, &mut derived).expect("64 bytes");
        let encode = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
        let inner =
            json!({"mac": {"k": encode(&[2; 16]), "r": encode(&[3; 16])}, "encrypt": encode(&[1; 32])});
        let data = Key::from_derived(&derived).seal([8; 16], inner.to_string().as_bytes());
        let outer =
            json!({"kdf": "scrypt", "N": n, "r": r, "p": p, "salt": encode(b"salt"), "data": encode(&data)});
        self.put(Folder::Keys, outer.to_string().into_bytes());
    }

    pub(super) fn snapshot(&mut self, time: &str, root: &Made) {
        let tree = self.node(root);
        let text =
            json!({"time": time, "tree": tree, "paths": ["/"], "hostname": "host", "tags": null}).to_string();
        let sealed = self.document(&text);
        self.put(Folder::Snapshots, sealed);
    }

    pub(super) fn pack_of(&self, content: &[u8]) -> Id {
        self.packs[&id(content)].0
    }

    pub(super) fn tree_packs(&self) -> Vec<Id> {
        self.packs.values().filter(|(_, tree)| *tree).map(|(pack, _)| *pack).collect()
    }

    pub(super) fn paths(&self, start: &str) -> Vec<String> {
        self.files.keys().filter(|path| path.starts_with(start)).cloned().collect()
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.files.remove(path).expect("a file");
    }

    pub(super) fn flip(&mut self, path: &str, at: usize) {
        self.files.get_mut(path).expect("a file")[at] ^= 1;
    }

    pub(super) fn change(&mut self, path: &str, at: Index, bit: u8) {
        let bytes = self.files.get_mut(path).expect("a file");
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
    }

    pub(super) fn shorten(&mut self, path: &str, at: Index) {
        let bytes = self.files.get_mut(path).expect("a file");
        bytes.truncate(at.index(bytes.len()));
    }

    pub(super) fn cut(&mut self, path: &str, bytes: usize) {
        self.files.get_mut(path).expect("a file").truncate(bytes);
    }

    pub(super) fn swap(&mut self, one: &str, other: &str) {
        let bytes = self.files[one].clone();
        let bytes = self.files.insert(other.to_owned(), bytes).expect("a file");
        self.files.insert(one.to_owned(), bytes);
    }

    /// Writes a node's blobs; its tree, or the one piece of a file.
    fn node(&mut self, node: &Made) -> Id {
        match node {
            Made::File(content) => self.blob(content, false),
            Made::Folder(nodes) => {
                // A folder that stands in many places is written once, as restic does.
                let place = std::rc::Rc::as_ptr(nodes) as usize;
                if let Some(id) = self.known.get(&place) {
                    return *id;
                }
                let lines: Vec<Value> = nodes.iter().map(|(name, node)| self.line(name, node)).collect();
                let id = self.blob(json!({ "nodes": lines }).to_string().as_bytes(), true);
                self.known.insert(place, id);
                id
            }
        }
    }

    fn line(&mut self, name: &str, node: &Made) -> Value {
        let id = self.node(node);
        match node {
            Made::File(content) => {
                json!({"name": name, "type": "file", "size": content.len(), "content": [id]})
            }
            Made::Folder(_) => json!({"name": name, "type": "dir", "subtree": id, "content": null}),
        }
    }

    fn blob(&mut self, content: &[u8], tree: bool) -> Id {
        let id = id(content);
        if self.packs.contains_key(&id) {
            return id;
        }
        let text =
            if self.packed { zstd::bulk::compress(content, 3).expect("packs") } else { content.to_vec() };
        let sealed = seal(&text);
        let number = |length: usize| u32::try_from(length).expect("small").to_le_bytes();
        let mut header = vec![u8::from(tree) + if self.packed { 2 } else { 0 }];
        header.extend(number(sealed.len()));
        if self.packed {
            header.extend(number(content.len()));
        }
        header.extend(id.0);
        let header = seal(&header);
        let pack = [sealed.as_slice(), &header, &number(header.len())].concat();
        let pack = self.put(Folder::Data, pack);
        let mut line = json!({"id": id, "type": if tree { "tree" } else { "data" }, "offset": 0, "length": sealed.len()});
        if self.packed {
            line["uncompressed_length"] = content.len().into();
        }
        let index = self.document(&json!({"packs": [{"id": pack, "blobs": [line]}]}).to_string());
        self.put(Folder::Index, index);
        self.packs.insert(id, (pack, tree));
        id
    }

    fn document(&self, text: &str) -> Vec<u8> {
        if self.packed {
            let packed = zstd::bulk::compress(text.as_bytes(), 3).expect("packs");
            seal(&[&[2], packed.as_slice()].concat())
        } else {
            seal(text.as_bytes())
        }
    }

    fn put(&mut self, folder: Folder, bytes: Vec<u8>) -> Id {
        let id = id(&bytes);
        self.files.insert(folder.path(&id.to_string()), bytes);
        id
    }
}

impl Files for Written {
    fn list(&self, folder: Folder) -> Result<Vec<Listed>, FileError> {
        let start = format!("{}/", folder.name());
        let of = |(path, bytes): (&String, &Vec<u8>)| {
            let name = path.strip_prefix(&start)?.rsplit('/').next()?.to_owned();
            Some(Listed { name, bytes: bytes.len() as u64 })
        };
        Ok(self.files.iter().filter_map(of).collect())
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let failed = |problem| FileError { path: path.to_owned(), problem };
        let bytes = self.files.get(path).ok_or_else(|| failed(FileProblem::Missing))?;
        if bytes.len() as u64 > limit { Err(failed(FileProblem::TooLarge)) } else { Ok(bytes.clone()) }
    }

    fn read_at(&self, path: &str, offset: u64, into: &mut [u8]) -> Result<(), FileError> {
        let failed = |problem| FileError { path: path.to_owned(), problem };
        let bytes = self.files.get(path).ok_or_else(|| failed(FileProblem::Missing))?;
        let from = usize::try_from(offset).expect("small");
        let part =
            bytes.get(from..from.saturating_add(into.len())).ok_or_else(|| failed(FileProblem::Short))?;
        into.copy_from_slice(part);
        Ok(())
    }
}

fn id(bytes: &[u8]) -> Id {
    Id(Sha256::digest(bytes).into())
}

fn seal(text: &[u8]) -> Vec<u8> {
    let iv = Sha256::digest(text)[..16].try_into().expect("16 bytes");
    Key::new(&[1; 32], &[2; 16], &[3; 16]).seal(iv, text)
}

/// An index, a tree and a snapshot as restic 0.14 wrote them, shortened.
pub(super) const SAMPLES: [&str; 3] = [
    r#"{"supersedes":["e88b89908b5e05a1a07fc58971bb1d1ca9efdf8ebb58113deb7f936d66d7a032"],"packs":[{"id":"88128df7db2da9e07e09bd1a9b45254f48875d9c4bd8d5b26e5e5f52bef4415f","blobs":[{"id":"f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2","type":"data","offset":0,"length":37,"uncompressed_length":5}]}]}"#,
    r#"{"nodes":[{"name":"a\\tb","type":"file","mode":420,"mtime":"2022-08-27T22:36:24.281379384+02:00","uid":1000,"user":"u","size":5,"links":1,"content":["f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2"]},{"name":"d","type":"dir","content":null,"subtree":"f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2"}]}"#,
    r#"{"time":"2022-08-27T22:36:24.281379384+02:00","tree":"f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2","paths":["/home"],"hostname":"h","username":"u","uid":1000,"gid":1000,"tags":["x"],"parent":"f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2"}"#,
];
