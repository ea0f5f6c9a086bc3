namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Lets a reader continue with a substitute value after a problem: the first problem is what the whole file
/// is refused for, so later values no longer matter.
/// </summary>
internal sealed class FirstRefusal
{
    public Refusal? Refusal { get; private set; }

    public void Note(Refusal refusal) => Refusal ??= refusal;

    public T Take<T>(Result<T> result, T standIn)
    {
        if (!result.IsRefused) return result.Value;
        Note(result.Refusal);
        return standIn;
    }
}
