//! Thirty well-known sites that one person may have enrolled at once.
//!
//! Chosen by what they are and not by the data: of each of ten kinds of services that people sign
//! in to, three that have had users in very many countries for ten years, or, where a kind is
//! national, the largest of three countries. Short, long, and everyday words among the names are
//! left as they come.

/// Their registrable domains.
pub(super) const WELL_KNOWN: [&str; 30] = [
    // Accounts that open others.
    "google.com",
    "microsoft.com",
    "apple.com",
    // Mail and files.
    "yahoo.com",
    "dropbox.com",
    "adobe.com",
    // Social networks.
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    // Messages.
    "twitter.com",
    "whatsapp.com",
    "telegram.org",
    // Shops.
    "amazon.com",
    "ebay.com",
    "rakuten.co.jp",
    // Trade and payment.
    "alibaba.com",
    "paypal.com",
    "americanexpress.com",
    // Banks.
    "chase.com",
    "hsbc.com",
    "wellsfargo.com",
    // Parcels and telephone.
    "dhl.com",
    "usps.com",
    "docomo.ne.jp",
    // Coins.
    "binance.com",
    "coinbase.com",
    "kraken.com",
    // Work and play.
    "github.com",
    "netflix.com",
    "steampowered.com",
];
