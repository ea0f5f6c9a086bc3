using System.CommandLine;
namespace FundLedger.Web.Cli;
internal static class VerifyCommand { public static Command Create(CommonOptions options) => new("verify", options.Data.Description ?? ""); }
