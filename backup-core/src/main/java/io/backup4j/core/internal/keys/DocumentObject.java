package io.backup4j.core.internal.keys;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;

/** Objects that are a JSON document in the open: header, length, document, whatever follows, check. */
final class DocumentObject {
    private DocumentObject() {}

    /** Begins an object: everything up to the end of the document. */
    static ByteWriter begin(ObjectKind kind, int epoch, JsonWriter json) {
        byte[] document = json.toByteArray();
        return new ByteWriter(document.length + 128)
                .raw(ObjectFrame.header(kind, epoch))
                .u32(document.length)
                .raw(document);
    }

    /**
     * Returns the document of an object whose frame has been checked.
     *
     * @param trailing bytes between the document and the check
     * @throws CorruptDataException when lengths do not fit or it is not JSON
     */
    static JsonDocument read(ObjectKind kind, String name, byte[] object, int trailing) {
        String what = kind.describe(name);
        int length = object.length - ObjectFrame.CHECK_LENGTH;
        ByteReader reader = new ByteReader(what, object, 0, length);
        reader.skip(ObjectFrame.HEADER_LENGTH);
        long documentLength = reader.u32();
        if (documentLength != (long) reader.remaining() - trailing) {
            throw reader.corrupt("the length " + documentLength + " where " + (reader.remaining() - trailing) + " fit");
        }
        return JsonDocument.parse(what, reader.raw((int) documentLength));
    }
}
