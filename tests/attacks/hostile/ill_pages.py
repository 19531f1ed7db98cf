"""Pages and web records that nobody who means well would serve, and names that no file should have."""

# ruff: noqa: E501 - inputs stand as they come
import os
import sqlite3
from pathlib import Path

from tests.attacks.hostile.ill_dumps import DATES, URLS, WORDS, page_of

_CODECS = (
    "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "zlib", "zip", "bz2", "hex", "base64", "rot13", "uu", "undefined", "mbcs", "oem",
    "utf-16", "utf-32", "utf-8-sig", "x-user-defined", "replacement", "iso-2022-kr", "hz-gb-2312", "ebcdic-cp-us", "cp037", "\0", "a" * 10_000, "../../etc/passwd", "'", "utf\n8",
)  # fmt: skip
_FACTS = (
    '<link rel=canonical href="file:///etc/passwd">', '<base href="javascript:x"><link rel=canonical href="a">', '<link rel=canonical href="' + "a" * 1_000_000 + '">',
    '<meta property="article:published_time" content="99999-99-99T99:99:99+99:99">', '<meta name=author content="' + "A B, " * 50_000 + '">',
    '<html lang="' + "e" * 1_000_000 + '">', '<meta name=robots content="' + "noarchive," * 100_000 + '">',
    '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>", '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":1e400,"headline":{},"author":[[[["x"]]]]}</script>',
    '<script type="application/ld+json">{"@graph":[{"@id":"#a","@type":"NewsArticle","author":{"@id":"#b"}},{"@id":"#b","author":{"@id":"#a"},"name":{"@id":"#b"}}]}</script>',
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"\\ud800\\udc00\\ud800","datePublished":"2024-01-02\\u0000"}</script>',
    '<script type="application/ld+json">{"@type":["NewsArticle",{}],"isAccessibleForFree":[],"inLanguage":{"@type":1},"articleBody":' + "9" * 100_000 + "}</script>",
    "<meta property=og:title content='" + "&#x" + "f" * 50_000 + ";'>", '<meta http-equiv=refresh content="0;url=file:///etc/passwd">',
    '<script type="application/ld+json">{"@context":{"@vocab":"file:///etc/passwd"},"@type":"NewsArticle","url":"http://[::1"}</script>',
)  # fmt: skip
_CODINGS = (
    "x",
    "gzip",
    "br",
    "zstd",
    "gzip, gzip",
    ", ".join(["gzip"] * 100),
    "identity, identity",
    "\x00",
    "deflate;q=1",
    "GZIP",
    "compress",
    "exi",
)
_CHUNKED = (
    b"ffffffffffffffff\r\nx", b"-5\r\nx", b"5;" + b"a" * 2_000_000 + b"\r\nhello\r\n0\r\n\r\n", b"0x5\r\nhello\r\n0\r\n\r\n", b"5\r\nhello\r\n" * 100_000,
    b"1\r\na\r\n" * 200_000 + b"0\r\n\r\n", b"0\r\n" + b"A: b\r\n" * 100_000, b"\r\n" * 1000, b" 5 \r\nhello\r\n0\r\n\r\n", "٥\r\nhello\r\n0\r\n\r\n".encode(), b"+5\r\nhello\r\n0\r\n\r\n", b"5_0\r\nhello\r\n0\r\n\r\n",
)  # fmt: skip


def _record(block: bytes, length: int | None = None, **fields: str) -> bytes:
    named = {
        "WARC-Type": "response", "WARC-Date": "2026-01-01T00:00:00Z", "WARC-Target-URI": "https://e.example/1",
        "Content-Type": "application/http", "Content-Length": str(len(block) if length is None else length),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return b"WARC/1.1\r\n" + head.encode("utf-8", "surrogateescape") + b"\r\n" + block + b"\r\n\r\n"


def _http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{line}\r\n" for line in ("Content-Type: text/html", *headers))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def _sqlite(folder: Path) -> bytes:
    path = folder / "x.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("create table a (text)")
    body = path.read_bytes()
    path.unlink()
    return body


def web_files() -> dict[str, bytes]:
    good = _record(_http(page_of()))
    return {
        "lengths.warc": _record(_http(page_of()), 10**18) + good,
        "short.warc": _record(_http(page_of()), 100) + good,
        "dates.warc": b"".join(_record(_http(page_of()), WARC_Date=date) for date in DATES if isinstance(date, str) and "\ud800" not in date),
        "addresses.warc": b"".join(_record(_http(page_of()), WARC_Target_URI=url) for url in URLS if isinstance(url, str) and "\ud800" not in url),
        "head without end.warc": b"WARC/1.1\r\n" + b"A: b\r\n" * 2_000_000,
        "line without end.warc": b"WARC/1.1\r\nA: " + b"b" * 30_000_000,
        "codings.warc": b"".join(_record(_http(page_of(), f"Content-Encoding: {coding}")) for coding in _CODINGS),
        "chunks.warc": b"".join(_record(_http(body, "Transfer-Encoding: chunked")) for body in _CHUNKED),
        "charsets.warc": b"".join(_record(_http(page_of(), f"Content-Type: text/html; charset={name}")) for name in _CODECS if "\n" not in name),
        "status.warc": b"".join(_record(_http(page_of(), status=status)) for status in ("999 X", "000", "-1 X", "2OO OK", "", "9" * 5000, "200", "204 X", "206 X", "301 X")),
        "http heads.warc": b"".join(_record(block) for block in (b"", b"HTTP/1.1", b"HTTP/9.9 200 OK\r\n\r\n" + page_of(), b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200_000, b"HTTP/1.1 200 OK\n\n" + page_of(), b"ICY 200 OK\r\n\r\n" + page_of(), b"HTTP/1.1 200 OK\r\nContent-Type: " + b"a" * 1_000_000 + b"\r\n\r\n" + page_of())),
        "kinds.warc": b"".join(_record(_http(page_of()), WARC_Type=kind) for kind in ("revisit", "resource", "conversion", "continuation", "metadata", "warcinfo", "request", "", "\0", "RESPONSE")),
        "digests.warc": _record(_http(page_of()), WARC_Block_Digest="sha1:" + "A" * 100_000, WARC_Payload_Digest="\0", WARC_Truncated="length", WARC_Segment_Number="99999999999999999999"),
        "same header twice.warc": good.replace(b"Content-Type", b"Content-Length: 5\r\nContent-Type"),
        "folded.warc": good.replace(b"WARC-Date:", b"X: a\r\n b\r\n\tc\r\nWARC-Date:"),
        "a million records.warc": _record(b"", WARC_Type="warcinfo") * 100_000 + good,
    }  # fmt: skip


def page_files(folder: Path) -> dict[str, bytes]:
    pages = {f"fact {number}.html": page_of(head) for number, head in enumerate(_FACTS)}
    charsets = {
        f"charset {number}.html": page_of(f'<meta charset="{name}"><meta http-equiv=content-type content="text/html;charset={name}">')
        for number, name in enumerate(_CODECS)
    }  # fmt: skip
    return pages | charsets | {
        "utf16.html": page_of().decode().encode("utf-16"),
        "utf16 without mark.html": page_of().decode().encode("utf-16-le"),
        "utf32.html": page_of().decode().encode("utf-32"),
        "utf7.html": page_of("<meta charset=utf-7>", "+ADw-script+AD4-" + WORDS),
        "nul.html": page_of(words=WORDS.replace("o", "o\0")),
        "pdf.html": b"%PDF-1.7\n" + bytes(range(256)) * 1000,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1000,
        "program.txt": b"\x7fELF" + bytes(range(256)) * 1000,
        "database.html": _sqlite(folder),
        "mail.txt": b"From x@y Mon Jan  1 00:00:00 2024\nReceived: x\nSubject: =?utf-8?B?" + b"QQ" * 50_000 + b"?=\n\n" + WORDS.encode() * 3,
        "empty.html": b"", "empty.txt": b"", "empty.jsonl": b"", "empty.csv": b"", "empty.parquet": b"", "empty.warc": b"", "empty.jsonl.gz": b"", "one byte.warc.gz": b"\x1f",
        "plaintext.html": page_of().replace(b"<article>", b"<plaintext>"),
        "comment.html": page_of().replace(b"<article>", b"<!--"),
        "xml.html": b"<?xml version='1.0'?><!DOCTYPE html [" + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10 if n else b"x" * 10) for n in range(12)) + b"]>" + page_of(words=WORDS + "&a11;"),
        "external.html": b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + page_of(words=WORDS + "&a;"),
        "windows.txt": WORDS.encode("utf-16"), "ebcdic.txt": WORDS.encode("cp037"),
        "marks.txt": b"\xef\xbb\xbf" * 100_000 + WORDS.encode(),
        "escapes.txt": f"Title \x1b]0;owned\x07\x1b[2J\n\n{WORDS}\x9b31m".encode(),
        "=cmd|x!A0.txt": f"=cmd|' /C calc'!A0\n\n{WORDS}".encode(),
        "%s%n{x}$(id)`id`.txt": f"{{{{7*7}}}} ${{jndi:ldap://x}} <script>alert(1)</script>\n\n{WORDS}".encode(),
        "-d.txt": f"Harbour\n\n{WORDS}".encode(),
        "a" * 250 + ".txt": f"Harbour\n\n{WORDS}".encode(),
        "\u202etxt.html": page_of(), "a\u0301.txt": f"Harbour\n\n{WORDS} 1".encode(), "\u00e1.txt": f"Harbour\n\n{WORDS} 2".encode(),
    }  # fmt: skip


def make_strange_names(folder: Path) -> None:
    """Make what is no plain file: links in a ring, to themselves, to devices; names of other bytes; a pipe."""
    for one, other in (("ring1", "ring2"), ("ring2", "ring1"), ("self.html", "self.html"), ("zero.txt", "/dev/zero"),
                       ("up", ".."), ("gone.html", "nothing"), ("root", "/")):  # fmt: skip
        (folder / one).symlink_to(other)
    os.mkfifo(folder / "pipe.html")
    for name in (b"new\nline.txt", b"\xff\xfe.txt", b"esc\x1b[2J.txt", b"tab\t.html", b"\xed\xa0\x80.txt"):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - no text
            file.write(f"Harbour\n\n{WORDS} {name!r}".encode())
