import Foundation
import RunStore
import Simulation
import Testing

/// Secrets reach neither output nor store, wherever they hide; what the twin needs stays.
@Suite struct SecretTests {
    /// An end of every canary, by which a leak is found.
    private static let canary = "q7Zk4Canary"

    private static let secrets = """
        # password: commentX
        apiVersion: kaas.mirantis.com/v1alpha1
        kind: BareMetalHostCredential
        metadata:
          name: bmc-x
          namespace: mosk
          annotations:
            kubectl.kubernetes.io/last-applied-configuration: '{"spec":{"password":{"value":"lastX"}}}'
        spec: {username: example-user, password: {value: credentialX}, monitoringPassword: monitorX}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: s1, namespace: mosk}
        data: {foo: dataX, equal: dataX, empty: ''}
        Data: {foo: misspeltX}
        stringData: {bar: stringX, baz: "two\\nlinesX"}
        ---
        apiVersion: v1
        kind: SecretList
        items: [{metadata: {name: s2}, data: {a: listX}}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: cm, annotations: {my-token: annotationX, note: "log in as admin:noteX@host"}}
        data:
          config: |
            kind: Config
            users: [{name: a, user: {client-key-data: kubeconfigX}}]
          connection: mysql+pymysql://nova:databaseX@mariadb/nova
        binaryData: {a: binaryX}
        ---
        apiVersion: metal3.io/v1alpha1
        kind: BareMetalHost
        metadata: {name: bx, namespace: other}
        spec:
          bmc: {address: "ipmi://root:ipmiX@10.0.0.1:623", credentialsName: keep-credentials-name, password: inlineX}
          image: {url: "http://u:imageX@host/path"}
          userData: "#!/bin/sh\\necho root:userDataX | chpasswd"
        ---
        apiVersion: metal3.io/v1alpha1
        kind: BareMetalHostProfile
        metadata: {name: px, namespace: other}
        spec:
          preDeployScript: |
            #!/bin/bash
            echo "root:preDeployX" | chpasswd
          postDeployScript: "usermod -p 'postDeployX' root"
          grubConfig: {defaultGrubOptions: ['GRUB_PASS="grubX"']}
        ---
        apiVersion: lcm.mirantis.com/v1alpha1
        kind: OpenStackDeployment
        metadata: {name: extra, namespace: openstack}
        spec:
          features: {ssl: {public_endpoints: {api_cert: AAA, api_key: apiKeyX}}}
          services: {a: {values: {conf: {transport_url: "rabbit://nova:rabbit1X@h1:5672,nova:rabbit2X@h2:5672/v"}}}}
        ---
        apiVersion: foo/v1
        kind: Custom
        metadata: {name: cx, namespace: other, labels: {keep-token: keep-label}}
        spec:
          values:
            adminPassword: helmX
            db_pass: segmentX
            psk: pskX
            sshKey: AKeyOf12Xq7Zk4
            certificates: [{cert: AAA, key: shortX, tlsKey: tlsKeyX}]
            pairs: [{name: X_PASSWORD, value: pairX}, {name: FOO, value: keep-value},
              {key: api-token, value: keyPairX}]
            arguments: ["--admin-password=argumentX", "--token", optionX, --debug, keep-argument]
            command: "mysql -uroot -pcommandX db"
            set: "grafana.adminPassword=setX,foo=bar"
            number: {password: 918273645546}
            fernet: {keys: [fernetX]}
            slack: {api_url: "https://hooks.slack.com/services/T0/B0/slackX"}
            nested: {secrets: {a: {b: [nestedX]}}}
            json: '[{"name":"A_TOKEN","value":"jsonX"}]'
            two: "http://a.example/x http://user:secondX@b.example/"
            query: "https://host/path?sig=queryX"
            header: "Authorization: Basic basicHeaderX"
            crypt: "$6$salt$cryptX"
            jwt: "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJDIn0.jwtX"
          innocent: |
            -----BEGIN RSA PRIVATE KEY-----
            privateX
            -----END RSA PRIVATE KEY-----
          writeFiles: [{path: /etc/x, content: "root:contentX"}]
          env: [{name: DB, valueFrom: {secretKeyRef: {name: keep-secret-name, key: keep-secret-key}}}]
          secretRef: {name: keep-secret-ref}
          rootpass: joinedX
          authorization: headerX
          basicAuth: "admin:authX"
          erlang_cookie: cookieX
          credentials: scalarX
          description: "the password is proseX"
          slash: "http://user:pa/slashX@host/path"
          login: "user:pa/loginX@host"
          headerToken: 5
          neutral: "LONGTOKENX"
          odd: [{Key: PASSWORD, Value: oddX}, {id: db-password, val: idX}]
          short: ["-pshortX", "-u", "admin:userX"]
          curl: "curl --user admin:curlX https://host"
          "http://root:mapKeyX@host": {}
          extraObjects:
          - kind: Secret
            metadata: {name: keep-nested, annotations: {a: noteKeyX}}
            stringData: {foo: nestedDataX}
          owner: {kind: Secret, name: keep-owner}
          image: registry:5000/keep/token-refresher:v1.2@sha256:0123456789abcdef
        """

    /// The document above with canaries in place of each `…X`.
    private static var document: String {
        secrets.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var text = ""
            for character in line {
                let isEnd = character == "X" && text.last.map { $0.isLetter || $0.isNumber } ?? false
                if isEnd { text += canary } else { text.append(character) }
            }
            return text
        }.joined(separator: "\n").replacingOccurrences(of: "LONGTOKEN", with: longToken)
    }

    /// A web token whose second part is longer than a look goes.
    private static let longToken =
        "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ." + String(repeating: "eyJpc3MiOiJr", count: 40) + "."

    @Test func theyReachNeitherOutputNorStore() throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(with: Self.document)
        let release = try folder.write(
            "apiVersion: kaas.mirantis.com/v1alpha1\nkind: ClusterRelease\n"
                + "metadata: {name: mosk-99, annotations: {a-token: release\(Self.canary)}}\nspec: {version: 99.0.0}\n",
            to: "release.yaml")
        let options = [
            "--cloud", cloud, "--to", TwinProcess.target, "--runs", "1", "--releases", release,
            "--set", "machine/cmp-01.metadata.annotations.my-password=set\(Self.canary)",
            "--set", "openstackdeployment/*.spec.services.foo.password=set2\(Self.canary)",
        ]
        var said = ""
        for words in [
            ["rehearse", "--out", folder.path("plan.yaml")] + options, ["rehearse", "--json"] + options,
            ["rehearse", "--no-store"] + options, ["runs"], ["show", "latest"], ["show", "latest", "--json"],
            ["log", "latest"], ["explain", "latest", "2000"], ["replay", "latest"],
        ] {
            let answer = try TwinProcess.run(words, in: folder)
            #expect(answer.code == 0, "\(words): \(answer.out)\(answer.error)")
            said += answer.out + answer.error
        }
        said += try String(contentsOfFile: folder.path("plan.yaml"), encoding: .utf8)
        let kept = try Self.kept(in: folder.path("store"))
        for text in [said, kept] {
            #expect(Self.leaks(in: text) == [])
            #expect(!text.contains("918273645546"))
        }
        for word in [
            "keep-credentials-name", "keep-label", "keep-value", "keep-argument", "keep-secret-name",
            "keep-secret-key",
            "keep-secret-ref", "keep-nested", "keep-owner",
            "registry:5000/keep/token-refresher:v1.2@sha256:0123456789abcdef", "name: s1",
        ] {
            #expect(kept.contains(word), "\(word)")
        }
    }

    @Test func scenariosBringNoneInto() throws {
        let folder = try ScratchFolder()
        let scenario = """
            apiVersion: twin.rehearsal/v1
            kind: Scenario
            metadata: {name: secret-rotated}
            spec:
              about: A password is rotated.
              cloud:
                path: \(TwinProcess.cloud)
                to: \(TwinProcess.target)
                set: ["machine/cmp-01.metadata.annotations.my-password=premise\(Self.canary)"]
              timeline:
              - set:
                  object: Machine/cmp-01
                  path: metadata.annotations.my-password
                  value: set\(Self.canary)
                at: 1h
              - apply:
                  apiVersion: kaas.mirantis.com/v1alpha1
                  kind: BareMetalHostCredential
                  metadata: {name: bm-cmp-01-credentials, namespace: mosk}
                  spec: {username: admin, password: {value: apply\(Self.canary)}}
                at: 1h
              expect:
                always: [{name: no secret is lost, never: {word: quorumLost}}]
            """
        let path = try folder.write(scenario, to: "scenario.yaml")
        var said = ""
        for words in [
            ["run", path], ["runs"], ["show", "latest"], ["log", "latest"], ["replay", "latest"],
        ] {
            let answer = try TwinProcess.run(words, in: folder)
            #expect(answer.code == 0, "\(words): \(answer.out)\(answer.error)")
            said += answer.out + answer.error
        }
        let kept = try Self.kept(in: folder.path("store"))
        #expect(Self.leaks(in: said + kept) == [])
        #expect(kept.contains("no secret is lost") && kept.contains("secret-rotated: A password is rotated."))
    }

    @Test func equalValuesHaveEqualNumbers() throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(with: Self.document)
        let answer = try TwinProcess.run(
            ["rehearse", "--cloud", cloud, "--to", TwinProcess.target, "--runs", "1"], in: folder)
        #expect(answer.code == 0)
        let kept = try Self.kept(in: folder.path("store"))
        func mark(of key: String) -> Substring? {
            // The record has Secrets in a List that says their cluster.
            guard let place = kept.range(of: "\n    \(key): ") else { return nil }
            return kept[place.upperBound...].prefix { $0 != "\n" }
        }
        #expect(mark(of: "foo")?.contains("<redacted #") == true)
        #expect(mark(of: "foo") == mark(of: "equal"))
        #expect(mark(of: "foo") != mark(of: "bar"))
    }

    static let broken: [String] = [
        "apiVersion: kaas.mirantis.com/v1alpha1\nkind: UpdateGroup\nmetadata: {name: g}\nspec: {index: X}\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: g}\ndata: {password: \"X\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: g}\ndata: password: X: x\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: g}\ndata:\n  password: a\n X\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: g, namespace: [X]}\n",
        "password X\n",
    ]

    @Test(arguments: broken)
    func errorsDoNotQuoteThem(_ text: String) throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(with: text.replacingOccurrences(of: "X", with: Self.canary))
        let answer = try TwinProcess.rehearse(cloud, in: folder)
        #expect(answer.code == 2)
        #expect(answer.error.contains("x.yaml:"))
        #expect(Self.leaks(in: answer.out + answer.error) == [])
        let premise = try TwinProcess.rehearse(
            TwinProcess.cloud, ["--set", "machine/cmp-01.metadata.annotations.password:\(Self.canary)"],
            in: folder)
        #expect(premise.code == 2)
        #expect(Self.leaks(in: premise.error) == [])
    }

    /// Everything in a store: the bytes of its files, and what its runs hold compressed.
    private static func kept(in store: String) throws -> String {
        var text = ""
        for name in try FileManager.default.contentsOfDirectory(atPath: store).sorted() {
            text += String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(name)")), as: UTF8.self)
            guard name.hasSuffix(".twinrun") else { continue }
            let reader = try RunReader(path: "\(store)/\(name)")
            text +=
                reader.record.command.joined(separator: " ") + reader.record.summaryJSON + reader.record.title
            text += try reader.names().joined(separator: "\n")
            for input in reader.inputs() {
                text += String(decoding: try reader.bytes(of: input), as: UTF8.self)
            }
        }
        return text
    }

    /// The canaries in a text, with what stands before them.
    private static func leaks(in text: String) -> [String] {
        var leaks: [String] = []
        var rest = text[...]
        while let place = rest.range(of: canary) {
            leaks.append(String(rest[..<place.lowerBound].suffix(40)))
            rest = rest[place.upperBound...]
        }
        return leaks
    }
}
