#!/usr/bin/env python3
"""Prints the known answers that the tests of crypto, content and keys compare with.

Written from docs/FORMAT.md alone, with the package "cryptography" (48.0) and nothing of this project:

    python3 vectors.py > vectors.properties
"""
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

REPOSITORY = bytes.fromhex("00112233445566778899aabbccddeeff")
SLOT = bytes.fromhex("5107510751075107510751075107aaaa")
SALT = bytes.fromhex("ffeeddccbbaa99887766554433221100")
MASTER = bytes(range(32))
NONCE = bytes(range(100, 112))
POINT_NAME = "points/0123456789abcdef0123456789abcdef"
PACK_NAME = "packs/01/0123456789abcdef0123456789abcdef"


def hmac256(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def expand(key, info):
    return HKDFExpand(SHA256(), 32, info).derive(key)


ROOT = hmac256(REPOSITORY, MASTER)  # HKDF-Extract


def key(purpose):
    return expand(ROOT, b"backup4j/1/" + purpose.encode())


def sealed_block(purpose, name, ordinal, payload):
    aes = AESGCM(expand(key(purpose), SALT + name.encode()))
    records = [payload[at : at + 65536] for at in range(0, len(payload), 65536)]
    nonce = lambda i: struct.pack(">III", ordinal, i, i == len(records) - 1)
    return b"".join(aes.encrypt(nonce(i), r, REPOSITORY + name.encode()) for i, r in enumerate(records))


def header(kind):
    return b"BK4J" + kind + b"\x01\x00\x00"


def checked(content):
    return content + hashlib.sha256(content).digest()


def payload(plain):
    return b"\x00" + struct.pack(">I", len(plain)) + plain


def key_slot(json, wrapping_key):
    context = b"backup4j/1/key-slot" + REPOSITORY + SLOT
    wrapped = NONCE + AESGCM(wrapping_key).encrypt(NONCE, MASTER, context)
    text = json.replace("WRAPPED", wrapped.hex()).encode()
    return checked(header(b"K") + struct.pack(">I", len(text)) + text)


def config():
    text = (
        '{"repositoryId": "%s", "createdAt": "2026-11-21T04:00:00Z", "cipher": "aes-256-gcm", "chunker": '
        '{"algorithm": "gear", "minimum": 32768, "average": 65536, "maximum": 524288}, "features": []}' % REPOSITORY.hex()
    ).encode()
    content = header(b"C") + struct.pack(">I", len(text)) + text
    return checked(content + hmac256(key("config"), content))


def password_slot():
    derived = Argon2id(salt=SALT, length=32, iterations=2, lanes=1, memory_cost=64).derive("pässword".encode())
    return key_slot(
        '{"repositoryId": "%s", "slotId": "%s", "createdAt": "2026-11-21T04:00:00Z", "label": "by hand", "kind": "password",'
        ' "kdf": {"algorithm": "argon2id", "memoryKiB": 64, "iterations": 2, "parallelism": 1, "salt": "%s"},'
        ' "wrapped": "WRAPPED"}' % (REPOSITORY.hex(), SLOT.hex(), SALT.hex()),
        derived,
    )


def key_file_slot():
    derived = HKDF(SHA256(), 32, SALT, b"backup4j/1/key-file").derive(bytes(range(32, 64)))
    return key_slot(
        '{"repositoryId": "%s", "slotId": "%s", "createdAt": "2026-11-21T04:00:00Z", "label": "", "kind": "key-file",'
        ' "kdf": {"algorithm": "hkdf-sha-256", "salt": "%s"}, "wrapped": "WRAPPED"}'
        % (REPOSITORY.hex(), SLOT.hex(), SALT.hex()),
        derived,
    )


LONG = bytes(i % 251 for i in range(2 * 65536 + 1))
answers = {
    "chunk-id-of-abc": hmac256(key("chunk-id"), hashlib.sha256(b"abc").digest()),
    "chunker-table-0": hmac256(key("chunker"), bytes([0]))[:8],
    "chunker-table-255": hmac256(key("chunker"), bytes([255]))[:8],
    "config-mac-of-abc": hmac256(key("config"), b"abc"),
    "sealed-hello-point": sealed_block("metadata", POINT_NAME, 0, b"hello"),
    "sealed-hello-directory": sealed_block("pack", PACK_NAME, 2**32 - 1, b"hello"),
    "sealed-long-sha256": hashlib.sha256(sealed_block("pack", PACK_NAME, 7, LONG)).digest(),
    "sealed-object": checked(header(b"R") + SALT + sealed_block("metadata", POINT_NAME, 0, payload(b'{"a": 1}'))),
    "config": config(),
    "password-slot": password_slot(),
    "key-file-slot": key_file_slot(),
}
for name, value in answers.items():
    print("%s=%s" % (name, value.hex()))
