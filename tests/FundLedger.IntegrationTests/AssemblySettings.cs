[assembly: TestFramework("FundLedger.IntegrationTests.Database.ServerStoppingFramework", "FundLedger.IntegrationTests")]
