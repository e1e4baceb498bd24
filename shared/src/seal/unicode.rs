//! Two things of Unicode that need tables: NFC (UAX 15) and extended grapheme clusters (UAX 29).
//!
//! The helper brings the tables with it. The extension uses the browser's own: they would cost it
//! 90 KB. Both follow the same annexes; on a character that is newer than the helper's tables they
//! may count one more or less, and then the helper refuses what the extension let pass.

pub(super) use tables::{clusters, nfc};

#[cfg(not(target_arch = "wasm32"))]
mod tables {
    use icu_normalizer::ComposingNormalizer;
    use unicode_segmentation::UnicodeSegmentation;

    pub(crate) fn nfc(words: &str) -> String {
        ComposingNormalizer::new_nfc().normalize(words).into_owned()
    }

    /// How many scalar values each character has, in order.
    pub(crate) fn clusters(words: &str) -> Vec<usize> {
        let clusters = words.graphemes(true);
        clusters.map(|cluster| cluster.chars().count()).collect()
    }
}

#[cfg(target_arch = "wasm32")]
mod tables {
    use js_sys::Intl::Segmenter;
    use js_sys::{Array, JsString, Object};
    use wasm_bindgen::{JsCast, JsValue};

    pub(crate) fn nfc(words: &str) -> String {
        JsString::from(words).normalize("NFC").into()
    }

    /// How many scalar values each character has, in order.
    pub(crate) fn clusters(words: &str) -> Vec<usize> {
        let segmenter = Segmenter::new(&Array::new(), &Object::new());
        let scalars = |segment: JsValue| {
            let cluster = js_sys::Reflect::get(&segment, &"segment".into());
            let cluster = cluster.ok().and_then(|cluster| cluster.as_string());
            cluster.map_or(0, |cluster| cluster.chars().count())
        };
        let segments = Array::from(segmenter.segment(words).unchecked_ref());
        segments.iter().map(scalars).collect()
    }
}
