namespace FundLedger.IntegrationTests.Statements;

/// <summary>What the rule about statements must let pass and what it must catch.</summary>
public sealed class AccountComparisonTests
{
    [Theory]
    [InlineData("SELECT code FROM ledger.fund WHERE dedicated_account_id = @account")]
    [InlineData("SELECT f.code FROM ledger.fund AS f WHERE f.dedicated_account_id = $1 AND f.id = $2; "
        + "SELECT sign_in_name FROM ledger.person")]
    [InlineData("""
        SELECT e.number FROM ledger.entry e
        LEFT JOIN ledger.posting AS p ON p.dedicated_account_id = e.dedicated_account_id AND p.number = e.number
        WHERE $1 = e.dedicated_account_id
        """)]
    [InlineData("SELECT 1 FROM ledger.entry JOIN ledger.posting USING (dedicated_account_id, fiscal_year, number) "
        + "WHERE entry.dedicated_account_id = $1")]
    [InlineData("""
        SELECT found.answer FROM unnest($2) AS wanted (key) CROSS JOIN LATERAL (
            SELECT answer FROM ledger.request WHERE request.dedicated_account_id = $1 AND request_key = wanted.key LIMIT 1) AS found
        """)]
    [InlineData("""
        SELECT t.id FROM (SELECT l.id, l.dedicated_account_id FROM ledger.lot AS l WHERE l.dedicated_account_id = $1 LIMIT 5) AS t
        JOIN ledger.lot_use AS u ON t.dedicated_account_id = u.dedicated_account_id WHERE EXISTS (
            SELECT 1 FROM ledger.fund AS f WHERE f.dedicated_account_id = u.dedicated_account_id)
        """)]
    [InlineData("UPDATE ledger.fund SET name_zh = $1 WHERE dedicated_account_id = $2 AND id = $3")]
    [InlineData("INSERT INTO ledger.fund (dedicated_account_id, id) VALUES ($1, $2), ($1, $3) RETURNING (id)")]
    [InlineData("""
        INSERT INTO ledger.entry_series AS target (dedicated_account_id, fiscal_year)
        SELECT $1 AS dedicated_account_id, varying.fiscal_year FROM unnest($2) AS varying (fiscal_year)
        ON CONFLICT (dedicated_account_id, fiscal_year) DO UPDATE SET fiscal_year = excluded.fiscal_year
        """)]
    [InlineData("SELECT ledger.add_to_lot($1, $2, $3); SELECT ledger.refresh_statistics()")]
    public void Faults_AccountIsOneParameter_AreNone(string sql) => AccountComparison.Faults(sql, AccountTables.All).Should().BeEmpty();

    [Theory]
    [InlineData("SELECT code FROM ledger.fund", "ledger.fund is not compared with the account")]
    [InlineData("SELECT code FROM ledger.fund WHERE dedicated_account_id = 1", "ledger.fund is not compared with the account")]
    [InlineData("SELECT 1 FROM ledger.fund_2 JOIN ledger.entry_2026 AS e ON true", "ledger.entry is not compared with the account")]
    [InlineData(
        "SELECT 1 FROM ledger.entry e JOIN ledger.posting p ON p.number = e.number WHERE e.dedicated_account_id = $1",
            "ledger.posting is not compared with the account")]
    [InlineData(
        "SELECT 1 FROM ledger.fund WHERE dedicated_account_id = $1 UNION ALL SELECT 1 FROM ledger.lot",
            "ledger.lot is not compared with the account")]
    [InlineData(
        "SELECT 1 FROM ledger.fund f WHERE f.dedicated_account_id = $1 AND EXISTS (SELECT 1 FROM ledger.lot l WHERE l.fund_id = f.id)",
        "ledger.lot is not compared with the account")]
    [InlineData(
        "UPDATE ledger.lot SET used = added.used FROM unnest($1, $2, $3) AS added (account, id, used) "
            + "WHERE lot.dedicated_account_id = added.account AND lot.id = added.id",
        "ledger.lot is not compared with the account")]
    [InlineData("DELETE FROM ledger.lot WHERE id = $1", "ledger.lot is not compared with the account")]
    [InlineData(
        "SELECT 1 FROM ledger.entry e JOIN ledger.posting p ON p.dedicated_account_id = $2 WHERE e.dedicated_account_id = $1",
            "the account is given as $2 and $1")]
    [InlineData("INSERT INTO ledger.fund (dedicated_account_id, id) SELECT * FROM unnest($1, $2)",
        "ledger.fund is not given the account as a parameter")]
    [InlineData(
        "INSERT INTO ledger.fund (id, dedicated_account_id) SELECT $1, varying.account FROM unnest($2) AS varying (account)",
        "ledger.fund is not given the account as a parameter")]
    [InlineData("INSERT INTO ledger.fund (dedicated_account_id, id) VALUES ($1, $2), (7, $3)",
        "ledger.fund is not given the account as a parameter")]
    [InlineData("INSERT INTO ledger.fund (id) VALUES ($1)", "ledger.fund is not given the account")]
    [InlineData("SELECT ledger.add_to_lot(ARRAY[1], $1)", "ledger.add_to_lot is not given the account as a parameter")]
    public void Faults_AccountIsNotOneParameter_AreNamed(string sql, string fault) =>
        AccountComparison.Faults(sql, AccountTables.All).Should().Equal(fault);
}
