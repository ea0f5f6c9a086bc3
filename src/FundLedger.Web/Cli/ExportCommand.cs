using System.CommandLine;
namespace FundLedger.Web.Cli;
internal static class ExportCommand { public static Command Create(CommonOptions options) => new("export", options.Data.Description ?? ""); }
