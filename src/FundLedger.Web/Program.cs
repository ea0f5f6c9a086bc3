using FundLedger.Web.Cli;

return await CommandLine.Run(args);
