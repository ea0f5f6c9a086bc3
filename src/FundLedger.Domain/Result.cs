using System.Diagnostics.CodeAnalysis;

namespace FundLedger.Domain;

/// <summary>Makes results of interface types, which C# does not convert implicitly.</summary>
public static class Result
{
    public static Result<T> Of<T>(T value) => new(value, null);
}

/// <summary>Either a value or the refusal that explains why there is none. Bugs are exceptions, never refusals.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    internal Result(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <summary>The value; asking a refusal for its value is a bug.</summary>
    public T Value => IsRefused
        ? throw new InvalidOperationException($"A refusal has no value: {Refusal}")
        : value!;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => IsRefused ? Refusal : next(Value);

    public Result<TNext> Select<TNext>(Func<T, TNext> next) => IsRefused ? Refusal : next(Value);
}
