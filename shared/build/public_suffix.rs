//! Compiles the public suffix list into a finite state transducer.
//!
//! Keys are rules with their labels reversed (`co.uk` becomes `uk.co`), in ASCII; values are the
//! bits named in `site/suffix/rule_bits.rs`, which the build shares with the crate.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

#[path = "../src/site/suffix/rule_bits.rs"]
mod rule_bits;

pub(super) const LIST: &str = "data/public_suffix_list.dat";

/// Where the list's private section begins.
const PRIVATE_SECTION: &str = "===BEGIN PRIVATE DOMAINS===";

pub(super) fn compile() -> Result<(), Box<dyn Error>> {
    let rules = parse(&fs::read_to_string(LIST)?)?;
    let map = fst::Map::from_iter(rules)?;
    let out = PathBuf::from(env::var("OUT_DIR")?).join("public_suffix.fst");
    fs::write(out, map.into_fst().into_inner())?;
    Ok(())
}

fn parse(list: &str) -> Result<BTreeMap<String, u64>, Box<dyn Error>> {
    let mut rules = BTreeMap::new();
    let mut section = 0;
    for line in list.lines() {
        if line.contains(PRIVATE_SECTION) {
            section = rule_bits::PRIVATE;
        }
        let rule = line.split_whitespace().next().unwrap_or_default();
        if rule.is_empty() || rule.starts_with("//") {
            continue;
        }
        let (name, bit) = match (rule.strip_prefix("*."), rule.strip_prefix('!')) {
            (Some(parent), _) => (parent, rule_bits::WILDCARD),
            (_, Some(name)) => (name, rule_bits::EXCEPTION),
            (None, None) => (rule, rule_bits::EXACT),
        };
        let ascii = idna::domain_to_ascii(name).map_err(|error| format!("{rule}: {error}"))?;
        let reversed: Vec<&str> = ascii.rsplit('.').collect();
        *rules.entry(reversed.join(".")).or_insert(0) |= bit | section;
    }
    Ok(rules)
}
