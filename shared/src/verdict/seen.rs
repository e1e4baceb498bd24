//! A visited host, in the forms in which the rules compare it.

use std::cell::OnceCell;

use super::label::Label;
use crate::site::{Host, RegistrableDomain};

/// A host that belongs to no protected site.
pub(super) struct Seen<'h> {
    domain: &'h RegistrableDomain,
    /// The first label of its registrable domain: what somebody chose and registered.
    pub(super) name: Label,
    /// What follows that label: a public suffix.
    pub(super) suffix: &'h str,
    /// What stands before the registrable domain.
    prefix: &'h str,
    /// All labels before the public suffix, read as one; none where there is but the name.
    joined: Option<Label>,
    /// The labels of the prefix; most hosts are like no name, and theirs are never read.
    above: OnceCell<Vec<Label>>,
}

impl<'h> Seen<'h> {
    /// Reads a host whose registrable domain is `domain`.
    pub(super) fn read(host: &'h Host, domain: &'h RegistrableDomain) -> Option<Self> {
        let (first, suffix) = domain.split();
        let host = host.name()?;
        let prefix = host.strip_suffix(domain.as_str())?;
        let labels = host.strip_suffix(suffix)?.trim_end_matches('.');
        Some(Self {
            domain,
            name: Label::read(first),
            suffix,
            prefix,
            joined: (!prefix.is_empty()).then(|| Label::read_joined(labels)),
            above: OnceCell::new(),
        })
    }

    /// All labels before the public suffix, read as one; each begins a part.
    pub(super) fn joined(&self) -> &Label {
        self.joined.as_ref().unwrap_or(&self.name)
    }

    /// The labels before the registrable domain, from left to right.
    pub(super) fn above(&self) -> &[Label] {
        self.above.get_or_init(|| {
            let labels = self.prefix.split('.').filter(|label| !label.is_empty());
            labels.map(Label::read).collect()
        })
    }

    /// Whether strangers register names under its suffix for themselves (`github.io`).
    pub(super) fn has_shared_suffix(&self) -> bool {
        self.domain.is_under_shared_suffix()
    }
}
