using System.Globalization;
using System.Text.Json;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Reports.Evidence;

/// <summary>The facts of a statement file that its leaf covers.</summary>
internal sealed record StatementFileLeafFacts(long FileId, byte[] Sha256, long Length, long PersonId, Instant RecordedAt);

/// <summary>
/// Leaves as JSON objects with every fact their hashes cover, no personal data and no free text. Amounts are text, for
/// they may be larger than what JSON readers keep exactly; hashes are hexadecimal; what is absent is null.
/// </summary>
internal static class LeafJson
{
    /// <summary>UTC to the microsecond, always six digits.</summary>
    public static readonly InstantPattern Instants = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'");

    public static void Write(Utf8JsonWriter json, long leafIndex, EntryLeafFacts entry, byte[] hash)
    {
        Begin(json, "entry", leafIndex);
        json.WriteString("entry", entry.Reference.ToString());
        json.WriteNumber("kind", (int)entry.Kind);
        json.WriteNumber("period", entry.Period);
        json.WriteString("bookingDate", LocalDatePattern.Iso.Format(entry.BookingDate));
        json.WriteString("valueDate", LocalDatePattern.Iso.Format(entry.ValueDate));
        json.WriteString("recordedAt", Instants.Format(entry.RecordedAt));
        json.WriteNumber("actor", entry.ActorId);
        Number(json, "documentKind", (long?)entry.Document?.Kind);
        Number(json, "document", entry.Document?.Id);
        json.WriteString("reverses", entry.Reverses?.ToString());
        json.WriteString("description", Hex(entry.DescriptionCommitment));
        json.WriteStartArray("postings");
        foreach (var posting in entry.Postings)
        {
            json.WriteStartObject();
            json.WriteString("account", posting.Account);
            json.WriteString("fund", posting.Fund);
            Amount(json, "amount", posting.Amount);
            Number(json, "party", posting.PartyId);
            Number(json, "venture", posting.VentureId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteLots(json, entry);
        Number(json, "approver", entry.ApproverId);
        End(json, hash);
    }

    public static void Write(Utf8JsonWriter json, long leafIndex, PackageStep decided, byte[] hash)
    {
        var step = decided.Facts;
        Begin(json, "approval", leafIndex);
        json.WriteNumber("documentKind", (int)step.Document.Kind);
        json.WriteNumber("document", step.Document.Id);
        json.WriteNumber("sequence", step.Sequence);
        json.WriteString("trigger", step.Trigger);
        json.WriteString("from", step.FromState);
        json.WriteString("to", step.ToState);
        json.WriteNumber("person", step.PersonId);
        json.WriteString("duty", step.Duty);
        Amount(json, "amount", step.Amount);
        json.WriteString("reason", Hex(step.ReasonCommitment));
        json.WriteString("recordedAt", Instants.Format(step.RecordedAt));
        json.WriteString("seat", step.Seat);
        json.WriteString("subjectHash", step.SubjectHash is { } subject ? Hex(subject) : null);
        Columns(json, "subject", decided.Subject);
        End(json, hash);
    }

    public static void Write(Utf8JsonWriter json, long leafIndex, DesignationChangeLeafFacts change, byte[] hash)
    {
        Begin(json, "designationChange", leafIndex);
        json.WriteNumber("change", change.ChangeId);
        json.WriteNumber("contribution", change.ContributionId);
        json.WriteNumber("lot", change.LotId);
        json.WriteString("fromFund", change.FromFund);
        json.WriteString("toFund", change.ToFund);
        Amount(json, "amount", change.Amount);
        json.WriteString("entry", change.Entry.ToString());
        json.WriteString("consentedOn", LocalDatePattern.Iso.Format(change.ConsentedOn));
        json.WriteString("consent", Hex(change.ConsentCommitment));
        json.WriteNumber("person", change.PersonId);
        json.WriteString("recordedAt", Instants.Format(change.RecordedAt));
        End(json, hash);
    }

    public static void Write(Utf8JsonWriter json, long leafIndex, StatementFileLeafFacts file, byte[] hash)
    {
        Begin(json, "statementFile", leafIndex);
        json.WriteNumber("file", file.FileId);
        json.WriteString("sha256", Hex(file.Sha256));
        json.WriteNumber("length", file.Length);
        json.WriteNumber("person", file.PersonId);
        json.WriteString("recordedAt", Instants.Format(file.RecordedAt));
        End(json, hash);
    }

    /// <summary>A row of a table; columns null: it was changed later on, and this is not its last leaf.</summary>
    public static void Write(
        Utf8JsonWriter json, long leafIndex, string reference, Instant recordedAt, IReadOnlyList<RecordColumn>? columns, byte[] hash)
    {
        Begin(json, "record", leafIndex);
        json.WriteString("record", reference);
        json.WriteString("recordedAt", Instants.Format(recordedAt));
        Columns(json, "columns", columns);
        End(json, hash);
    }

    /// <summary>Name, kind of value, value.</summary>
    private static void Columns(Utf8JsonWriter json, string property, IReadOnlyList<RecordColumn>? columns)
    {
        if (columns is null)
        {
            json.WriteNull(property);
            return;
        }

        json.WriteStartArray(property);
        foreach (var (name, value) in columns)
        {
            var (kind, text) = value switch
            {
                byte[] bytes => ("bytes", Hex(bytes)),
                long number => ("number", number.ToString(CultureInfo.InvariantCulture)),
                LocalDate date => ("date", LocalDatePattern.Iso.Format(date)),
                _ => throw new ArgumentException($"No leaf covers a {value?.GetType()}.", nameof(columns)),
            };
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(kind);
            json.WriteStringValue(text);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteLots(Utf8JsonWriter json, EntryLeafFacts entry)
    {
        json.WriteStartArray("lotsOpened");
        foreach (var lot in entry.LotsOpened)
        {
            json.WriteStartObject();
            json.WriteNumber("lot", lot.LotId);
            json.WriteString("fund", lot.Fund);
            Amount(json, "amount", lot.Amount);
            json.WriteNumber("kind", (int)lot.Kind);
            Number(json, "document", lot.DocumentId);
            Number(json, "parent", lot.ParentLotId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lotMovements");
        foreach (var movement in entry.LotMovements)
        {
            json.WriteStartObject();
            json.WriteNumber("lot", movement.LotId);
            json.WriteString("fund", movement.Fund);
            Amount(json, "used", movement.Used);
            Amount(json, "encumbered", movement.Encumbered);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Begin(Utf8JsonWriter json, string type, long leafIndex)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteNumber("leaf", leafIndex);
    }

    private static void End(Utf8JsonWriter json, byte[] hash)
    {
        json.WriteString("hash", Hex(hash));
        json.WriteEndObject();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static void Amount(Utf8JsonWriter json, string name, long amount) =>
        json.WriteString(name, amount.ToString(CultureInfo.InvariantCulture));

    private static void Number(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}

/// <summary>Reads an entry's facts back from JSON; what is not as written throws what the JSON reader throws.</summary>
internal static class LeafJsonReader
{
    public static EntryLeafFacts Entry(JsonElement leaf, string log) => new(
        log, Reference(leaf.GetProperty("entry"))!.Value, (VoucherKind)leaf.GetProperty("kind").GetInt32(), leaf.GetProperty("period")
            .GetInt32(),
        Date(leaf.GetProperty("bookingDate")), Date(leaf.GetProperty("valueDate")),
        LeafJson.Instants.Parse(leaf.GetProperty("recordedAt").GetString()!).Value, leaf.GetProperty("actor").GetInt64(),
        Number(leaf.GetProperty("documentKind")) is { } kind && Number(leaf.GetProperty("document")) is { } document
            ? new DocumentReference((DocumentKind)kind, document) : null,
        Reference(leaf.GetProperty("reverses")), Convert.FromHexString(leaf.GetProperty("description").GetString()!),
        leaf.GetProperty("postings").EnumerateArray().Select(posting => new PostingLeafFacts(
            posting.GetProperty("account").GetString()!, posting.GetProperty("fund").GetString()!, Amount(posting.GetProperty("amount")),
            Number(posting.GetProperty("party")), Number(posting.GetProperty("venture")))).ToArray(),
        leaf.GetProperty("lotsOpened").EnumerateArray().Select(lot => new LotOpeningLeafFacts(
            lot.GetProperty("lot").GetInt64(), lot.GetProperty("fund").GetString()!, Amount(lot.GetProperty("amount")),
            (LotKind)lot.GetProperty("kind").GetInt32(), Number(lot.GetProperty("document")), Number(lot.GetProperty("parent")))).ToArray(),
        leaf.GetProperty("lotMovements").EnumerateArray().Select(movement => new LotMovement(
            movement.GetProperty("lot").GetInt64(), movement.GetProperty("fund").GetString()!,
            Amount(movement.GetProperty("used")), Amount(movement.GetProperty("encumbered")))).ToArray(),
        Number(leaf.GetProperty("approver")));

    private static LocalDate Date(JsonElement text) => LocalDatePattern.Iso.Parse(text.GetString()!).Value;

    private static long Amount(JsonElement text) =>
        long.Parse(text.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static long? Number(JsonElement number) => number.ValueKind == JsonValueKind.Null ? null : number.GetInt64();

    private static EntryReference? Reference(JsonElement text) =>
        text.ValueKind == JsonValueKind.Null ? null : EntryReference.Parse(text.GetString()) is { IsRefused: false } read ? read.Value
            : throw new FormatException("Not an entry's number.");
}
