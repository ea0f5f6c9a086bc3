namespace FundLedger.IntegrationTests.Statements;

/// <summary>What the rules about function bodies must catch, and what they must let pass.</summary>
public sealed class FunctionBodyExamplesTests
{
    [Fact]
    public void NamingBoth_TransitionTableJoinedToAStoredOne_IsFound() => FunctionBody.NamingBoth("""
        BEGIN
            IF EXISTS (SELECT FROM inserted JOIN ledger.lot USING (dedicated_account_id)) THEN RAISE EXCEPTION 'no'; END IF;
            RETURN NULL;
        END
        """).Should().ContainSingle();

    [Fact]
    public void NamingBoth_OneAfterTheOther_IsNotFound() => FunctionBody.NamingBoth("""
        BEGIN
            FOR block IN SELECT dedicated_account_id AS account, CASE WHEN true THEN 1 ELSE 2 END FROM inserted GROUP BY 1 LOOP
                IF EXISTS (SELECT FROM ledger.lot WHERE lot.dedicated_account_id = block.account) THEN RAISE EXCEPTION 'no'; END IF;
            END LOOP;
            RETURN NULL;
        END
        """).Should().BeEmpty();

    [Fact]
    public void Calls_OfAnUpdate_AreThoseAnywhereInIt()
    {
        var update = FunctionBody.Statements("""
            BEGIN
                UPDATE ledger.lot SET used = CASE WHEN true THEN 1 ELSE ledger.refuse() END WHERE id = (SELECT max(id));
            END
            """).First();

        FunctionBody.Updates(update).Should().BeTrue();
        FunctionBody.Calls(update).Should().BeEquivalentTo("refuse", "max");
    }
}
