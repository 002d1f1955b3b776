using DssTyped.Rest;
using Microsoft.Extensions.Options;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Client = new()
    {
        ["auth_bearer_base_client"] = client => client.ListProjectKeysAsync(),
        ["auth_extra_headers"] = client => client.ListProjectsAsync(),
        ["auth_internal_ticket"] = client => client.ListProjectsAsync(),
        ["auth_no_key"] = _ => Throws<OptionsValidationException>(Task.Run(() => new DssClient(new DssEngineOptions { Url = new Uri("http://localhost") }))),
        ["host_trailing_slash"] = client => client.ListProjectKeysAsync(),
        ["client_create_project"] = client => client.CreateProjectAsync("NEWPROJ", "New", "alice"),
        ["client_get_auth_info"] = client => client.GetAuthInfoAsync(),
        ["client_get_instance_info"] = client => client.GetInstanceInfoAsync(),
        ["client_get_resolved_variables"] = client => P(client).Variables.GetResolvedAsync(),
        ["client_list_connections"] = client => client.ListConnectionsAsync(),
        ["client_list_connections_names"] = client => client.ListConnectionNamesAsync("PostgreSQL"),
        ["client_list_project_keys"] = client => client.ListProjectKeysAsync(),
        ["client_list_projects"] = client => client.ListProjectsAsync(),
        ["client_list_projects_include_location"] = client => client.ListProjectsAsync(includeLocation: true),
        ["client_sql_query"] = async client =>
        {
            await using DssRowStream rows = await client.QuerySqlAsync("pg", "SELECT count(*) n FROM t");
            Assert.True(await rows.ReadAsync());
            Assert.Equal(42, rows.GetInt64(0));
            Assert.False(await rows.ReadAsync());
        },
    };

    private static readonly Dictionary<string, Func<DssClient, Task>> Errors = new()
    {
        ["error_200_not_json"] = client => Throws<DssProtocolException>(client.ListProjectsAsync()),
        ["error_401"] = client => Throws<DssUnauthorizedException>(client.ListProjectsAsync()),
        ["error_404_json"] = client => Throws<DssNotFoundException>(P(client).Datasets["missing"].GetSettingsAsync()),
        ["error_500_json_no_detail"] = client => Throws<DssServerException>(client.ListProjectsAsync()),
        ["error_html_gateway"] = client => Throws<DssGatewayException>(client.ListProjectsAsync()),
        ["error_json_array_body"] = client => Throws<DssGatewayException>(client.ListProjectsAsync()),
        ["error_json_without_fields"] = client => Throws<DssServerException>(client.ListProjectsAsync()),
    };
}
