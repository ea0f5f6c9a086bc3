using System.Text.Json;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Evidence;

/// <summary>
/// How the leaves of the package are hashed, in words a stranger can program from; the verifier compares them with what
/// it was written for.
/// </summary>
internal static class PackageDescription
{
    private static readonly (LeafKind Kind, string Name, string[] Fields)[] Leaves =
    [
        (LeafKind.Entry, "entry",
        [
            "log", "entry.year:number", "entry.number:number", "kind:number", "period:number", "bookingDate", "valueDate",
                "recordedAt:microseconds",
            "actor:number", "documentKind:number", "document:number", "reverses.year:number", "reverses.number:number", "description:bytes",
            "postings.count:number", "postings(account fund amount:number party:number venture:number)",
            "lotsOpened.count:number", "lotsOpened(lot:number fund amount:number kind:number document:number parent:number)",
            "lotMovements.count:number", "lotMovements(lot:number fund used:number encumbered:number)",
            "approver:number, only where there is one",
        ]),
        (LeafKind.Approval, "approval",
        [
            "log", "documentKind:number", "document:number", "sequence:number", "trigger", "from", "to", "person:number", "duty",
                "amount:number",
            "reason:bytes", "recordedAt:microseconds", "seat, only where there is one or a subjectHash",
            "subjectHash:bytes, only where there is one",
        ]),
        (LeafKind.DesignationChange, "designationChange",
        [
            "log", "change:number", "contribution:number", "lot:number", "fromFund", "toFund", "amount:number", "entry.year:number",
                "entry.number:number",
            "consentedOn", "consent:bytes", "person:number", "recordedAt:microseconds",
        ]),
        (LeafKind.StatementFile, "statementFile", [
            "log", "file:number", "sha256:bytes", "length:number", "person:number", "recordedAt:microseconds"]),
        (LeafKind.Record, "record",
        [
            "log", "record.table", "record.key", "record.revision:number", "recordedAt:microseconds",
            "columns(name, then the value: number:number, date, or bytes:bytes), by name",
        ]),
    ];

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("encoding");
        json.WriteNumber("version", LeafEncoding.Version);
        json.WriteString("leafHash", "SHA-256(00 || encoding)");
        json.WriteString("nodeHash", "SHA-256(01 || left || right), trees as in RFC 6962 section 2.1");
        json.WriteString("encoding",
            "version byte, kind byte, then every field after its length in 4 bytes big-endian; an absent field is ffffffff alone");
        json.WriteString("text", "UTF-8 of the NFC form; dates as yyyy-mm-dd");
        json.WriteString("number", "8 bytes big-endian, two's complement; amounts in minor units, debit positive");
        json.WriteString("microseconds", "a number: microseconds since 1970-01-01T00:00:00Z");
        json.WriteString(
            "bytes", "hexadecimal here, raw bytes in the encoding; description and reason are SHA-256(16 bytes of salt || text)");
        json.WriteString(
            "columns",
            "the row as the database holds it, without empty columns; a text as SHA-256(16 bytes of salt || name of the column || 0a || "
            + "text), an instant as microseconds, true as 1; null when the row has changed since: its last leaf has them");
        json.WriteString(
            "subjectHash",
            "of what the step was about: SHA-256(02 || version byte || documentKind:number, document:number, sequence - 1:number, then the "
            + "subject as columns are), texts with the step's own salt; null in steps from before there were subjects");
        json.WriteString(
            "subject",
            "a name is a column of the document's row in the table of its workflow; table.column one of the row that the column table_id "
            + "names; number.column one of its lines. "
            + "Null once the document could be mended again: of the steps before the last one from a revisable state, and up to the "
            + "last one to such a state");
        json.WriteStartObject("leaves");
        foreach (var (kind, name, fields) in Leaves)
        {
            json.WriteStartObject(name);
            json.WriteNumber("kind", (int)kind);
            json.WriteStartArray("fields");
            foreach (var field in fields) json.WriteStringValue(field);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
