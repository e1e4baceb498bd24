//! A shop with very many goods: what a browser has much to do with.

use std::fmt::Write as _;

/// Goods on the page, of eight elements each.
const GOODS: usize = 800;

/// What asks for a password.
pub(crate) const ACCOUNT: &str = r#"<form class="card" method="post" action="/session">
<label for="account">Email</label>
<input id="account" name="account" autocomplete="username">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password">
<button class="button">Sign in</button>
</form>"#;

/// The page, with `form` above its goods, and a script that looks at all of them as such pages do.
pub(crate) fn page(form: &str) -> String {
    let mut goods = String::new();
    for number in 0..GOODS {
        // Writing into a text never fails.
        let _written = write!(
            goods,
            r##"<article class="goods" data-number="{number}"><h2>Garden chair {number}</h2>
<p class="words">A chair for the garden, of wood that was oiled twice, in the colour of number {number}. It is folded by one hand, stands on any ground, and is put away for the winter without a tool. Two of them go with the table of the same name, which is sold apart and comes with the next delivery.</p>
<p class="price"><b>{number}.90</b> a piece</p><a href="/plain?goods={number}">More about chair {number}</a><button type="button">Put into the basket</button></article>
"##
        );
    }
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Garden shop</title>
<link rel="icon" href="data:,">
<style></style>
</head>
<body>
<main>
<label for="search">Search</label> <input id="search" type="search">
{form}
{goods}</main>
<script>
for (const goods of document.querySelectorAll(".goods")) {{
  goods.title = goods.querySelector("h2").textContent;
  goods.append(document.createElement("hr"));
}}
</script>
</body>
</html>
"#
    )
}
