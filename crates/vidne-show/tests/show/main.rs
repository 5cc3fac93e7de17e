//! Reports as their readers meet them: from an assessment built by hand to text, JSON, SARIF and a page.

mod backup;
mod backups;
mod case;
mod explain;
mod hostile;
mod html;
mod json;
mod plain;
mod sarif;
mod words;
