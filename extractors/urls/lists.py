"""Tables of what in a URL does not tell articles apart; `extractors.urls.identity` says how they are used.

A name goes into these tables when it is documented as a campaign, click or session parameter, or was seen on one
article under many values. Short names that some sites use for their articles' ids (`id`, `p`, `c`, `cid`, `sid`,
`tid`, `v`) are dropped for certain values or hosts only.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Compared in lower case, dropped whatever the value.
TRACKING_NAMES = _words(
    """
    fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid twclid ttclid igsh igshid
    yclid ysclid yadclid _openstat openstat epik li_fat_id sccid rdt_cid irclickid irgwc tduid tblci
    taboolaclickid dicbo oborigurl s_kwcid ef_id mkt_tok mkwid pcrid vero_id vero_conv oly_enc_id
    oly_anon_id rb_clickid wickedid _hsenc _hsmi __hstc __hssc __hsfp hsctatracking hss_channel mc_cid
    mc_eid _gl _ga _ke _kx dm_i elqtrackid elqtrack elqaid elqat elqcampaignid ml_subscriber
    ml_subscriber_hash nr_email_referer cmpid cmp campid ocid icid intcid int_cid intcmp inttrack itid wprss
    wpisrc wpmm wpsrc hpid postshare smid smtyp smprod smvar ncid sr_share sr_source wtmc wtrid wt_zmc xtor
    xtref xtcr s_cid ex_cid dlbk guccounter trk trkinfo si igu leadsource reflink sref srnd srnd2 mbid cndid
    bxid esrc ftag ftcamp ito iref eref feedtype feedname rpc irpc taid ref_src ref_url referrer referer
    refpage action_object_map action_type_map action_ref_map fb_action_ids fb_action_types fb_source fb_ref
    fb_comment_id traffic_source yptr .tsrc .lts cvid spm scm gepc sara_ref google_editors_picks refresh_ce
    echobox share_source shareduid shared_from is_from_rss partnerid this_affiliate affiliate_id aff_id
    wt_mc tracking_source trackingid campaign_source phpsessid jsessionid cftoken oscsid zenid outputtype
    noamp amp_js_v usqp amp_gsa
    """
)

# Compared in lower case; a family of parameters with one owner.
TRACKING_PREFIXES = (
    "utm_", "utm-", "at_", "ns_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "itm_", "guce_", "soc_", "gaa_",
    "wt.", "et_cid", "et_rid", "aspsessionid", "stm_", "bsft_", "__twitter_", "_branch_",
)  # fmt: skip

_CHANNELS = _words(
    """
    rss feed feeds rss2 atom twitter tw x facebook fb linkedin whatsapp telegram reddit pinterest email mail
    e-mail newsletter social share sharing push copy link applenews flipboard googlenews google_news
    hackernews hn mastodon bluesky threads xing pocket print-friendly homepage home nl
    """
)

# Dropped where the value is one of these (in lower case).
TRACKING_VALUES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("ref", "source", "src", "from", "fr", "via", "share", "partner", "emc"), _CHANNELS),
    **dict.fromkeys(("cid", "medium", "channel", "origin", "referral", "xid", "campaign", "shared"), _CHANNELS),
    "feature": frozenset({"share", "youtu.be", "shared", "emb_logo", "emb_title"}),
    "output": frozenset({"amp"}),
    "amp": frozenset({"", "1", "true", "yes"}),
    "rss": frozenset({"", "1", "true", "yes"}),
    "pagewanted": frozenset({"all", "print"}),
    "print": frozenset({"", "1", "true", "yes"}),
    "view": frozenset({"amp", "print", "mobile", "desktop"}),
}  # fmt: skip

# Dropped where the value starts so (in lower case): Medium's source=rss----…, the Post's tid=ss_tw.
TRACKING_VALUE_PREFIXES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("source", "ref", "src", "mod", "xid", "emc", "cid", "partner"), ("rss-", "rss_", "rss.", "rss:")
    ),
    "tid": ("ss_", "sm_", "pm_", "a_inl", "lk_"),
    "mod": ("rss", "djem", "e2tw", "e2fb", "hp_", "article_inline", "searchresults", "mw_", "home-page"),
}

# Dropped only beside another one.
TRACKING_BESIDE = {"st": "reflink"}

# Dropped on these registrable domains only.
TRACKING_HOSTS: dict[str, frozenset[str]] = {
    "nytimes.com": _words("te nl emc instance_id segment_id user_id regi_id campaign_id unlocked_article_code hp"),
    "wsj.com": frozenset({"mod", "st"}),
    "barrons.com": frozenset({"mod", "st"}),
    "marketwatch.com": frozenset({"mod"}),
    "twitter.com": frozenset({"s", "t", "ref_src", "lang"}),
    "x.com": frozenset({"s", "t", "ref_src", "lang"}),
    "youtu.be": frozenset({"feature"}),
}  # fmt: skip

# Redirectors that carry their target in a parameter: (host, path) → names.
# A host that starts with a dot is a suffix.
REDIRECTORS: dict[tuple[str, str], tuple[str, ...]] = {
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("l.instagram.com", "/"): ("u",),
    ("l.threads.net", "/"): ("u",),
    ("l.messenger.com", "/l.php"): ("u",),
    ("www.google.com", "/url"): ("url", "q"),
    ("google.com", "/url"): ("url", "q"),
    ("www.youtube.com", "/redirect"): ("q",),
    ("out.reddit.com", "/"): ("url",),
    ("t.umblr.com", "/redirect"): ("z",),
    ("slack-redir.net", "/link"): ("url",),
    ("exit.sc", "/"): ("url",),
    ("away.vk.com", "/away.php"): ("to",),
    ("vk.com", "/away.php"): ("to",),
    ("duckduckgo.com", "/l/"): ("uddg",),
    ("www.bing.com", "/news/apiclick.aspx"): ("url",),
    ("getpocket.com", "/redirect"): ("url",),
    ("go.redirectingat.com", "/"): ("url",),
    ("go.skimresources.com", "/"): ("url",),
    ("www.linkedin.com", "/redir/redirect"): ("url",),
    ("www.linkedin.com", "/safety/go"): ("url",),
    ("medium.com", "/r/"): ("url",),
    (".safelinks.protection.outlook.com", "/"): ("url",),
}

# Labels before the registrable domain that name a rendering of the same site, not another site.
RENDERING_LABELS = frozenset({"www", "m", "mobile", "amp"})

# Last path segments that stand for their folder.
INDEX_PAGES = frozenset(
    {
        "index.html",
        "index.htm",
        "index.php",
        "index.shtml",
        "index.asp",
        "index.aspx",
        "default.aspx",
        "default.asp",
    }
)

# Dropped where the value is a long hexadecimal number: short ones are ids of stories or of conference sessions.
SESSION_NAMES = frozenset({"s", "sid", "sessionid", "session_id", "session", "cfid"})
