package io.backup4j.store.s3;

/** How an upload is secured against being changed on its way. A client that is passed in has to be configured alike. */
public enum ChecksumMode {
    /**
     * SHA-256 in a header, computed before the upload begins: the body is read once more. Accepted by nearly every service, and
     * checked by those that know the header. Needs a client with {@code chunkedEncodingEnabled(false)}.
     */
    HEADER,
    /**
     * SHA-256 in a trailer behind the body, computed while it is sent: the body is read once. Only for services that know
     * {@code aws-chunked} with trailers; some that do not store the framing as data.
     */
    TRAILER,
    /**
     * {@code Content-MD5} and nothing else, for services that refuse newer headers. Needs a client with {@code
     * chunkedEncodingEnabled(false)} and {@code RequestChecksumCalculation.WHEN_REQUIRED}.
     */
    REQUIRED_ONLY
}
