namespace FundLedger.Web.Cli;

/// <summary>How a command ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Refused, or a check failed.</summary>
    public const int Refused = 1;
    public const int Usage = 2;

    /// <summary>A fault that the program did not foresee; whether all was done is not known.</summary>
    public const int Failed = 3;
}
