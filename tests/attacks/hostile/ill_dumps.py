"""Dumps that nobody who means well would hand in: JSON lines, packed files, CSV and Parquet."""

# ruff: noqa: E501 - inputs stand as they come
import bz2
import gzip
import io
import json
import lzma
import zipfile
from typing import Any

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

WORDS = (
    "The council of Norvik met on Tuesday and voted on the budget of the harbour, the mayor said on Monday. " * 6
)
PAGE = "<html><head>{head}<title>Harbour bridge shut</title></head><body><article><h1>Harbour bridge shut</h1><p>{words}</p></article></body></html>"


def _line(**fields: object) -> bytes:
    return (
        json.dumps(
            {"url": "https://e.example/a", "title": "Harbour bridge shut", "text": WORDS, **fields}
        ).encode()
        + b"\n"
    )


def _lines(name: str, *values: object) -> bytes:
    """Return a line for each value of the field."""
    return b"".join(
        _line(**{"url": f"https://e.example/{name}/{number}", name: value}) for number, value in enumerate(values)
    )


def page_of(head: str = "", words: str = WORDS) -> bytes:
    return PAGE.format(head=head, words=words).encode("utf-8", "surrogatepass")


def _parquet(table: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def _column(name: str, values: Any) -> bytes:
    texts = pa.array([WORDS] * len(values))
    columns = {"text": texts, "title": pa.array(["Harbour bridge shut"] * len(values))} | {name: values}
    return _parquet(pa.table(columns))


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, page_of())
    return out.getvalue()


DATES = (
    "0000-00-00", "0000-00-00T00:00:00Z", "99999-01-01", "9999-12-31T23:59:59.999999999+14:00", "0001-01-01T00:00:00+14:00",
    "2024-02-30", "2024-06-30T23:59:60Z", "2024-01-01T24:00:00Z", "2024-01-01T10:00:00+99:99", "-0001-01-01", -1, 0, 1e20, 1e400,
    10**30, -(10**18), 1704190000, 1704190000000, 1704190000000000, True, None, [], {}, {"$date": "2024-01-02"}, {"$date": {"$numberLong": "1"}},
    "Tue, 31 Feb 2024 25:61:61 +9999", "٢٠٢٤-٠١-٠٢", "2024-01-02T10:00:00[Europe/Berlin]", "now", "yesterday", "\ud800", "9" * 5000, " " * 100_000, "2" * 400 + "-01-01",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "data:text/html,<p>x", "file:///etc/passwd", "http://[::1", "http://u:p@e.example/", "http://аpple.com/a",
    "http://xn--pple-43d.com/a", "http://xn--a/a", "http://xn--\x00/", "http://e.example:99999/", "http://e.example:-1/", "http://e.example:8\u0660/", "http://" + "a." * 200 + "example/",
    "http://../", "http://a..b/", "http://e.example/" + "a" * 1_000_000, "http://e.example/%00", "http://e.example\\@evil.example/", "http://e.example/\ud800",
    "http://ⓔ.example/", "http://e。example/", "//e.example/a", "http:e.example", "http:///a", "HTTP://E.EXAMPLE./a", "http://1.2.3.4.5/", "http://0x7f.1/", "http://[v1.a]/",
    "http://faß.de/", "http://\u200de.example/", "http://e.example/?" + "&".join(f"a{n}={n}" for n in range(50_000)), 7, [], {"a": 1}, "", "\0", "http://" + "ä" * 80 + ".example/",
)  # fmt: skip
TEXTS = (
    "\0" * 100_000, "\ud800" * 1000 + WORDS, "\u0301" * 300_000, "\u202e" + WORDS, "a" * 2_000_000, "\n" * 2_000_000, " ", "\U0001f600" * 200_000, "\ufeff" * 100_000,
    WORDS.replace(" ", "\u00a0"), WORDS.replace(" ", "\u2028"), WORDS.replace(" ", "\x1b[31m "), 5, True, [WORDS], {"a": WORDS}, [[]] * 1000, "<p>" * 100_000, "&amp;" * 200_000,
)  # fmt: skip


def json_files() -> dict[str, bytes]:
    return {
        "dates.jsonl": _lines("date", *DATES),
        "urls.jsonl": _lines("url", *URLS),
        "texts.jsonl": _lines("text", *TEXTS),
        "titles.jsonl": _lines("title", *TEXTS, *URLS),
        "authors.jsonl": _lines(
            "authors",
            ["A B"] * 100_000,
            {"a": 1},
            7,
            "A\nB",
            ["\ud800"],
            [None, [], {}],
            "x" * 1_000_000,
            [["A", "B"]],
        ),
        "outlets.jsonl": _lines("outlet", *URLS[:14], "\x1b]0;x\x07", "=cmd|' /C calc'!A0", ["a"], {}, 1e400),
        "languages.jsonl": _lines("language", "xx", "e" * 100_000, 7, [], "en-\ud800", "\0", "zz-ZZ-zz", {"a": 1}),
        "ids.jsonl": _lines(
            "id", 7, "7", 7.0, True, None, "", "x" * 1_000_000, [], {}, "\0", "\ud800", 1e400, -0.0
        ),
        "html.jsonl": _lines(
            "html", *TEXTS, page_of().decode(), "<", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;"
        ),
        "duplicate keys.jsonl": b'{"text": "x", "text": "'
        + WORDS.encode()
        + b'", "url": "https://e.example/1", "url": "https://e.example/2", "title": "T"}\n',
        "case of keys.jsonl": _line(Text="other", URL="https://e.example/2", TITLE="T"),
        "many keys.jsonl": _line(**{f"k{number}": number for number in range(100_000)}),
        "keys.jsonl": _line(
            **{"": 1, "\ud800": 2, "\0": 3, "__class__": 4, "a" * 100_000: 5, "a\nb": 6, "$ref": "#"}
        ),
        "numbers.jsonl": b'{"text": 1'
        + b"0" * 100_000
        + b"}\n"
        + b'{"text": NaN}\n{"text": -Infinity, "date": Infinity}\n{"id": 1e999999999, "text": "x"}\n',
        "deep.jsonl": b'{"text":' * 100_000 + b"\n" + b"[" * 100_000 + b"\n" + _line(extra=1),
        "no object.jsonl": b'1\n"x"\nnull\n[]\n[[]]\ntrue\n' + _line(),
        "carriage returns.jsonl": _line().replace(b"\n", b"\r") * 3,
        "bom.jsonl": b"\xef\xbb\xbf\xef\xbb\xbf" + _line() * 2,
        "utf16.jsonl": _line().decode().encode("utf-16") * 2,
        "utf16 without mark.jsonl": _line().decode().encode("utf-16-be"),
        "utf32.jsonl": _line().decode().encode("utf-32"),
        "array.jsonl": b"[" + _line().strip() + b",\n" + _line().strip() + b"]",
        "nul lines.jsonl": b"\0" * 1_000_000 + b"\n" + _line(),
        "concatenated.jsonl": _line().strip() * 3 + b"\n",
        "one key.json": b'{"articles": [' + _line().strip() + b"]}",
    }


def packed_files() -> dict[str, bytes]:
    zeros = bytes(100_000_000)
    inner = gzip.compress(zeros)
    return {
        "gzip in gzip.jsonl.gz": gzip.compress(gzip.compress(_line())),
        "bomb in gzip.jsonl.gz": gzip.compress(inner * 10),
        "three bombs.jsonl.gz": inner * 3,
        "many members.jsonl.gz": gzip.compress(b"") * 200_000 + gzip.compress(_line()),
        "long name.jsonl.gz": b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"a" * 2_000_000,
        "extra field.jsonl.gz": b"\x1f\x8b\x08\x04" + b"\0" * 6 + b"\xff\xff" + b"x" * 65_535 + gzip.compress(_line())[10:],
        "wrong sum.jsonl.gz": gzip.compress(_line())[:-8] + b"\0" * 8,
        "window.jsonl.zst": zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=31, enable_ldm=True)).compress(_line() * 100),
        "skippable.jsonl.zst": b"\x50\x2a\x4d\x18\xff\xff\xff\xff" + b"x" * 100,
        "skippables.jsonl.zst": b"\x50\x2a\x4d\x18\0\0\0\0" * 200_000 + zstandard.compress(_line()),
        "bzip2.jsonl.bz2": bz2.compress(_line()),
        "xz.jsonl.xz": lzma.compress(_line()),
        "brotli.jsonl.br": brotli.compress(_line()),
        "zip.jsonl": zipped("a.jsonl"),
        "plain.jsonl.gz": _line(),
        "gzip.html": gzip.compress(page_of()),
        "zip.html": zipped("a.html"),
        "gzip.csv": gzip.compress(b"title,text\nHarbour,\"" + WORDS.encode() + b'"\n'),
        "bomb.warc.gz": gzip.compress(b"WARC/1.0\r\n" + b"A: b\r\n" * 20_000_000, 9),
    }  # fmt: skip


def table_files() -> dict[str, bytes]:
    head = b"url,title,text\n"
    row = b'https://e.example/1,Harbour bridge shut,"' + WORDS.encode() + b'"\n'
    moments = pa.array([2**62, -(2**62), 0, None], pa.int64())
    return {
        "nul.csv": head + row.replace(b"council", b"coun\0cil") * 2 + b"\0\0\0\n" + row,
        "open quote.csv": head + b'https://e.example/0,x,"' + row * 300,
        "field of 30 MB.csv": head + b"https://e.example/0,x," + b"a" * 30_000_000 + b"\n" + row,
        "columns.csv": b",".join(b"c%d" % number for number in range(100_000)) + b",text,title\n" + b"," * 100_000 + WORDS.encode().replace(b",", b"") + b",T\n",
        "same columns.csv": b"text,text,title,title\n" + b"a,b,c,d\n",
        "head alone.csv": head,
        "no head.csv": row * 2,
        "semicolons.csv": head.replace(b",", b";") + b"https://e.example/1;T;" + WORDS.replace(";", "").encode() + b"\n",
        "sep.csv": b"sep=;\n" + head.replace(b",", b";") + b"https://e.example/1;T;" + WORDS.encode() + b"\n",
        "carriage returns.csv": (head + row).replace(b"\n", b"\r"),
        "utf16.csv": (head + row).decode().encode("utf-16"),
        "utf16 big.csv": b"\xfe\xff" + (head + row).decode().encode("utf-16-be"),
        "latin.csv": head + row.replace(b"council", b"coun\xe9cil"),
        "two marks.csv": b"\xef\xbb\xbf\xef\xbb\xbf" + head + row,
        "rows of all lengths.csv": head + b"a\n" + b"," * 1_000 + b"\n" + row + b'"\n',
        "quotes.csv": head + b'"' * 1_000_001 + b"\n" + row,
        "struct.parquet": _column("authors", pa.array([{"a": 1, "b": [1]}] * 2)),
        "deep list.parquet": _column("authors", pa.array([[[["A"]]]] * 2)),
        "map.parquet": _column("authors", pa.array([[("a", "b")]] * 2, pa.map_(pa.string(), pa.string()))),
        "binary.parquet": _column("title", pa.array([b"\xff\xfe", b"\0"])),
        "far moments.parquet": _column("date", moments.cast(pa.timestamp("us"))),
        "far moments in ns.parquet": _column("date", moments.cast(pa.timestamp("ns"))),
        "far moments with zone.parquet": _column("date", moments.cast(pa.timestamp("us", "Pacific/Kiritimati"))),
        "far days.parquet": _column("date", pa.array([2**31 - 1, -(2**31), 0], pa.int32()).cast(pa.date32())),
        "spans.parquet": _column("date", pa.array([1, 2], pa.duration("s"))),
        "hours.parquet": _column("date", pa.array([1, 2], pa.time64("us"))),
        "decimals.parquet": _column("id", pa.array(["1.5", "9" * 30], pa.string()).cast(pa.decimal128(38, 2))),
        "numbers as text.parquet": _parquet(pa.table({"text": pa.array([1.5, float("nan")]), "title": pa.array([1, 2])})),
        "nothing as text.parquet": _parquet(pa.table({"text": pa.nulls(3), "title": pa.nulls(3)})),
        "no row.parquet": _parquet(pa.table({"text": pa.array([], pa.string())})),
        "no column.parquet": _parquet(pa.table({})),
        "same columns.parquet": _parquet(pa.Table.from_arrays([pa.array([WORDS])] * 2, names=["text", "text"])),
        "case of columns.parquet": _parquet(pa.Table.from_arrays([pa.array([WORDS])] * 2, names=["text", "TEXT"])),
        "columns.parquet": _parquet(pa.table({f"c{number}": pa.array([1]) for number in range(5_000)} | {"text": pa.array([WORDS])})),
        "quoted columns.parquet": _parquet(pa.table({'a"; drop table x; --': pa.array([1]), "text": pa.array([WORDS]), "": pa.array([1])})),
        "long cell.parquet": _parquet(pa.table({"text": pa.array(["a" * 30_000_000, WORDS])})),
        "bomb.parquet": _parquet(pa.table({"text": pa.array([WORDS * 10]).take(pa.array([0] * 2_000))}), compression="zstd"),
        "half.parquet": _parquet(pa.table({"text": pa.array([WORDS] * 1000)}))[:-100],
        "head and tail.parquet": b"PAR1" + b"\xff" * 1000 + b"\xff\xff\xff\x7fPAR1",
    }  # fmt: skip
