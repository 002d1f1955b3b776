using DssTyped.Rest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DssTyped.Tests.Rest;

public sealed class OptionsTests
{
    [Theory]
    [InlineData(null, "Url is missing")]
    [InlineData("ftp://dss", "not an absolute http or https address")]
    [InlineData("https://user:password@dss", "give the key as ApiKey instead")]
    public void Wrong_options_say_what_is_wrong_before_any_request(string? url, string problem)
    {
        var options = new DssEngineOptions { Url = url is null ? null : new Uri(url), ApiKey = "k" };
        var failure = Assert.Throws<OptionsValidationException>(() => new DssClient(options));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password@", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Services_validate_their_options_at_start()
    {
        var services = new ServiceCollection();
        services.AddDssTyped(options => options.Url = new Uri("https://dss.example.com"));
        using ServiceProvider provider = services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("ApiKey", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public void A_name_cannot_leave_its_place_in_the_path(string name)
    {
        using var client = DssClient.Connect("https://dss.example.com", "k");
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.Project("P").Datasets[name].GetSchemaAsync(); });
    }
}
