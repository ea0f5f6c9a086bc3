using System.CommandLine;
using System.Globalization;
using FundLedger.Domain;
using FundLedger.Web.Display;

namespace FundLedger.Web.Cli;

/// <summary>The one program's commands. Results go to standard output, everything else to standard error.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = Language();
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = new CommonOptions();
        var root = new RootCommand("FundLedger: the open fund ledger for a regional revitalization dedicated account (地方創生專戶).");
        options.AddTo(root);
        root.Subcommands.Add(ServeCommand.Create(options));
        root.Subcommands.Add(DemoCommand.Create(options));
        root.Subcommands.Add(AccountCommand.Create(options));
        root.Subcommands.Add(PersonCommand.Create(options));
        root.Subcommands.Add(AccessChangeCommand.Create(options));
        root.Subcommands.Add(MigrateCommand.Create(options));
        root.Subcommands.Add(VerifyCommand.Create(options));
        root.Subcommands.Add(ReportCommand.Create(options));
        root.Subcommands.Add(ExportCommand.Create(options));
        root.Subcommands.Add(CheckpointCommand.Create(options));
        root.Subcommands.Add(ProofCommand.Create(options));
        root.Subcommands.Add(StatementCommand.Create(options));
        root.Subcommands.Add(EntryCommand.Create(options));
        root.Subcommands.Add(VoucherCommand.Create(options));
        root.Subcommands.Add(PayeeCommand.Create(options));
        root.Subcommands.Add(PeriodCommand.Create(options));
        root.Subcommands.Add(ContributionCommand.Create(options));
        root.Subcommands.Add(DrawDownCommand.Create(options));
        root.Subcommands.Add(ReceiptCommand.Create(options));
        root.Subcommands.Add(DonationCommand.Create(options));
        root.Subcommands.Add(ScreeningCommand.Create(options));
        root.Subcommands.Add(MasterDataCommand.Create(options));
        root.Subcommands.Add(JobCommand.Create(options));

        if (Array.FindIndex(args, argument => !StorableText.Is(argument)) is >= 0 and var notText)
        {
            CommandRun.Refuse(FaultRefusals.ArgumentNotText(notText + 1));
            return ExitCode.Usage;
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try: --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault)
        {
            return CommandFaults.Tell(fault, Session.Engine(parsed, options));
        }
    }

    /// <summary>Refusals are printed in Chinese where the terminal is Chinese, else in English; pages have their own switch.</summary>
    private static CultureInfo Language()
    {
        var terminal = Environment.GetEnvironmentVariable("LC_ALL") ?? Environment.GetEnvironmentVariable("LANG") ?? "";
        return CultureInfo.GetCultureInfo(
            terminal.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Languages.Chinese : Languages.English);
    }
}
