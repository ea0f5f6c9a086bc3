namespace FundLedger.Data.Engines;

/// <summary>How often the job server looks into its storage, and how soon it takes a job back from a server that is silent.</summary>
/// <param name="Poll">Between two looks for a job to run.</param>
/// <param name="Silence">
/// A job belongs to the server that runs it for so long after that server's last sign of life, of which it gives five in this time.
/// </param>
/// <param name="KeepSucceeded">Succeeded runs leave the storage after this; our own rows of them stay.</param>
public sealed record JobStorageSettings(TimeSpan Poll, TimeSpan Silence, TimeSpan KeepSucceeded)
{
    public const string Schema = "jobs";
}
