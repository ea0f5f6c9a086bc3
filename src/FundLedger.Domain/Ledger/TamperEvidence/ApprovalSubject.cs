namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// What a person decides about who takes a step of a document: named values, as the books hold them then. The step's leaf covers
/// its hash, so that what was approved can be told from what is there later. A name is a column of the document's own row;
/// <c>table.column</c> one of the row that the document names by <c>table_id</c>; <c>2.column</c> one of its second line.
/// </summary>
public sealed class ApprovalSubject
{
    private readonly RecordColumn[] columns;

    /// <param name="columns">
    /// Each name once; values as <see cref="RecordLeaf"/> takes them. A missing value is left out, and gives another hash than any.
    /// </param>
    public ApprovalSubject(params IEnumerable<RecordColumn> columns) => this.columns = [.. columns];

    /// <summary>The values by name, as the hash covers them: texts only as commitments.</summary>
    /// <param name="salt">Sixteen random bytes, the step's own.</param>
    public IReadOnlyList<RecordColumn> Covered(ReadOnlySpan<byte> salt) => RecordLeaf.Covered(columns, salt);

    /// <summary>SHA-256 of the subject, 32 bytes.</summary>
    /// <param name="revision">How many steps the document had when the person decided.</param>
    public byte[] Hash(DocumentReference document, int revision, ReadOnlySpan<byte> salt)
    {
        using var subject = LeafEncoding.OfSubject();
        subject.Number((long)document.Kind).Number(document.Id).Number(revision);
        RecordLeaf.Add(subject, Covered(salt));
        return subject.Hash();
    }
}
