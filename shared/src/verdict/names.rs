//! The names of all protected sites, and how to find those that a host might imitate.

use std::num::NonZeroU32;

use super::brand::{self, Brand};
use super::index::{self, Index};
use crate::site::Site;

/// What a catalogue knows of its sites' names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(super) brands: Vec<Brand>,
    pub(super) index: Index,
    /// What is to be known of each name first, by its place. It stands close together, so that most
    /// names are passed over without being looked at.
    briefs: Vec<Brief>,
}

/// What is to be known of a name first.
#[derive(Clone, Copy, Debug)]
struct Brief {
    /// The suffix of its domain, where the name is short.
    short: Option<SuffixKey>,
    /// The letters of its coarse skeleton.
    letters: u16,
    /// The hash of its coarse skeleton.
    hash: u64,
}

/// A hash of a public suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SuffixKey(NonZeroU32);

impl SuffixKey {
    /// The key of this suffix (FNV-1a, 32 bits; only names that are compared anyway depend on it).
    pub(super) fn of(suffix: &str) -> Self {
        let hash = suffix.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        Self(NonZeroU32::MIN.saturating_add(hash >> 1))
    }
}

impl Names {
    /// The names of these sites.
    pub(crate) fn of(sites: &[Site]) -> Self {
        let brands = sites.iter().enumerate();
        let brands: Vec<Brand> = brands
            .flat_map(|(place, site)| brand::brands(site, place))
            .collect();
        let brief = |brand: &Brand| Brief {
            short: brand.is_short().then(|| SuffixKey::of(&brand.suffix)),
            letters: u16::try_from(brand.name.coarse().len()).unwrap_or(u16::MAX),
            hash: index::hash(brand.name.coarse()),
        };
        Self {
            index: Index::new(&brands),
            briefs: brands.iter().map(brief).collect(),
            brands,
        }
    }

    /// Whether a name that is one edit away from the one at `place` may be told of: a short one
    /// only under the same suffix.
    pub(super) fn may_be_near(&self, place: usize, suffix: SuffixKey) -> bool {
        let short = self.briefs.get(place).and_then(|brief| brief.short);
        short.is_none_or(|own| own == suffix)
    }

    /// Whether this coarse skeleton begins with the name at `place`.
    pub(super) fn begins_with(&self, coarse: &[char], place: usize) -> bool {
        self.briefs.get(place).is_some_and(|brief| {
            let beginning = coarse.get(..usize::from(brief.letters));
            beginning.is_some_and(|beginning| index::hash(beginning) == brief.hash)
        })
    }
}
