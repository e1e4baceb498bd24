//! What Node calls.

use signin_seal_shared::site::{Catalogue, RegistrableDomain};
use signin_seal_shared::verdict::{Frame, Verdict, Visit, judge};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{hosts, sites};

/// A judge with its sites.
#[wasm_bindgen]
pub struct Judge {
    catalogue: Catalogue,
}

#[wasm_bindgen]
impl Judge {
    /// One with so many sites.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(site_count: usize) -> Self {
        Self {
            catalogue: Catalogue::new(sites::sites(site_count)),
        }
    }

    /// Whether the address imitates one of them: judged as in the background, from a string of
    /// JavaScript.
    #[must_use]
    pub fn accuses(&self, url: &str) -> bool {
        let frame = Frame::Top;
        let verdict = judge(&Visit { url, frame }, &self.catalogue);
        matches!(verdict, Verdict::Lookalike(_))
    }
}

/// The hosts that are judged, a line each.
#[wasm_bindgen]
#[must_use]
pub fn hosts_to_judge() -> String {
    hosts::hosts().join("\n")
}

/// The domains of so many sites, a line each.
#[wasm_bindgen]
#[must_use]
pub fn domains_to_enrol(count: usize) -> String {
    let domains = sites::domains(count);
    let lines: Vec<&str> = domains.iter().map(RegistrableDomain::as_str).collect();
    lines.join("\n")
}
