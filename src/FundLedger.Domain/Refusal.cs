namespace FundLedger.Domain;

/// <summary>
/// An expected refusal: a rule was not met, nothing was written, and the message says what to do.
/// The code is stable and part of the interface; the sentence is looked up by code in the person's language.
/// </summary>
/// <param name="Code">Stable identifier, the name of the factory method that made it.</param>
/// <param name="Arguments">What the sentence needs: figures, names, dates; never translated text.</param>
public sealed record Refusal(string Code, params object[] Arguments)
{
    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>For logs and test output; people are shown the translated sentence instead.</summary>
    public override string ToString() => $"{Code}({string.Join(", ", Arguments)})";
}
