namespace FundLedger.Data.Writing;

/// <summary>
/// While a chunk is decided, another one is on its way to the database. On few cores the threads that carry it, woken for
/// some microseconds at a time, would wait for a whole time slice behind the one that decides; the database waits with them.
/// </summary>
internal static class CooperativeYield
{
    /// <summary>Some hundred microseconds of work.</summary>
    private const int Often = 16;

    /// <summary>Lets others go first now and then.</summary>
    /// <param name="done">How many have been done so far.</param>
    public static void After(int done)
    {
        if (done % Often == 0) Thread.Yield();
    }
}
