//! What stands in the menus of countries and languages. Their names and their order come from the
//! browser.

/// ISO 3166-1 alpha-2: all codes that are officially assigned.
pub(super) const REGIONS: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG \
    BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX \
    CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN \
    GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI \
    KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ \
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR \
    PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC \
    TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT \
    ZA ZM ZW";

/// BCP 47: the languages that people trade in, more than a hundred of them; the two scripts of
/// Chinese apart.
pub(super) const LANGUAGES: &str = "af ak am ar as az be bg bho bm bn bo bs ca ceb ckb cs cy da de \
    dv ee el en eo es et eu fa ff fi fil fr fy ga gd gl gn gu ha haw he hi hr ht hu hy id ig is it \
    ja jv ka kk km kn ko ku ky lb lg ln lo lt lv mai mg mi mk ml mn mr ms mt my ne nl no ny om or pa \
    pl ps pt qu ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tr ts tt ug uk \
    ur uz vi wo xh yi yo yue zh-Hans zh-Hant zu";
